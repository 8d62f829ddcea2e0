import type { WindowError } from '#shared/contract/requests/help.ts';
import { engine } from './engine.ts';

/** The engine bounds it as well; this spares the connection. */
const AT_MOST = 20;
let reported = 0;

/** Tells the engine's log of an error that no code here foresaw. Never fails: nobody could be told of that. */
export function reportError(kind: WindowError['kind'], error: unknown): void {
  if (reported >= AT_MOST) return;
  reported += 1;
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const report = { kind, message: message.slice(0, 2000), stack: stack.slice(0, 10_000) };
  engine.help.reportError({ ...report, agent: navigator.userAgent.slice(0, 500) }).catch(() => {});
}

/** Errors and rejections that nothing in the window caught. */
export function reportUnhandled(): void {
  window.addEventListener('error', (event) => {
    // Layout that settles a frame later; browsers report it as an error without a cause.
    if (event.message.startsWith('ResizeObserver loop')) return;
    reportError('error', event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => reportError('rejection', event.reason));
}
