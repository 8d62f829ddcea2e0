import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isCancelled, toAppError } from '#renderer/client/errors.ts';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

export interface Notice {
  readonly id: number;
  readonly tone: 'ok' | 'bad';
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  readonly at: string;
}

/** What was said in this window; `shown` are the ones still on screen, `all` the bell's list. */
export const notices = createStore<{ shown: readonly Notice[]; all: readonly Notice[] }>(() => ({
  shown: [],
  all: [],
}));

const SHOWN_MS = 6000;
let lastId = 0;

const dismiss = (id: number) =>
  notices.setState((state) => ({ shown: state.shown.filter((notice) => notice.id !== id) }));

/** Says that something happened; errors stay until they are closed. */
export function notify(notice: Omit<Notice, 'id' | 'at'>): void {
  const entry: Notice = { ...notice, id: ++lastId, at: new Date().toISOString() };
  notices.setState((state) => ({
    shown: [...state.shown.slice(-3), entry],
    all: [entry, ...state.all].slice(0, 50),
  }));
  if (notice.tone === 'ok') setTimeout(() => dismiss(entry.id), SHOWN_MS);
}

/** For failures that no region of the window can show in place; a cancellation is no failure. */
export function notifyError(what: string, error: unknown): void {
  if (isCancelled(error)) return;
  notify({ tone: 'bad', title: `${what} did not work`, text: toAppError(error).message });
}

export function ToastLayer() {
  const shown = useStore(notices, (state) => state.shown);
  return (
    <div className="toasts" role="log" aria-label="Notifications">
      {shown.map((notice) => (
        <div key={notice.id} className="toast pop" role={notice.tone === 'bad' ? 'alert' : 'status'}>
          <Icon
            icon={notice.tone === 'bad' ? CircleAlert : CircleCheck}
            className={notice.tone === 'bad' ? 'bad-text' : 'ok-text'}
          />
          <div className="grow selectable">
            <div className="medium">{notice.title}</div>
            {notice.text && <div className="t2">{notice.text}</div>}
          </div>
          {notice.action && (
            <Button
              size="dense"
              onClick={() => {
                dismiss(notice.id);
                notice.action?.run();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <IconButton icon={X} label="Dismiss" size="dense" onClick={() => dismiss(notice.id)} />
        </div>
      ))}
    </div>
  );
}
