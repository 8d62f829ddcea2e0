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

/** An error in the region it concerns: what, where, what to do, and the id under which the log has more. */
export function ErrorStrip({ error, what, actions }: ErrorStripProps) {
  const { message, details } = toAppError(error);
  const logId = typeof details.logId === 'string' ? details.logId : null;
  return (
    <div className="strip" role="alert">
      <Icon icon={CircleAlert} />
      <div className="grow selectable">
        {what && <b>{what} did not work. </b>}
        <span>{message}</span>
        {logId && <span className="t3 small"> Log entry {logId}.</span>}
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
