import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toAppError } from '#renderer/client/errors.ts';
import { Icon } from './icon.tsx';

interface ErrorStripProps {
  /** Whatever was thrown. */
  error: unknown;
  /** What was being done: `Importing flowers`. */
  what?: string;
  /** What to do about it, usually one or two buttons. */
  actions?: ReactNode;
}

/** An error in the region it concerns: what, where, and what to do. An unexpected one names its log entry. */
export function ErrorStrip({ error, what, actions }: ErrorStripProps) {
  const { message } = toAppError(error);
  return (
    <div className="strip" role="alert">
      <Icon icon={CircleAlert} />
      <div className="grow selectable">
        {what && <b>{what} did not work. </b>}
        <span>{message}</span>
      </div>
      {actions}
    </div>
  );
}

/** A remark that is no error: a warning, or a piece of information. */
export function NoteStrip({
  tone,
  children,
  actions,
}: {
  tone: 'warn' | 'info';
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={`strip ${tone}`} role="status">
      <Icon icon={tone === 'warn' ? TriangleAlert : Info} />
      <div className="grow">{children}</div>
      {actions}
    </div>
  );
}
