import type { WindowError } from '#shared/contract/requests/help.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';

/** A page whose every frame fails must not fill the log or push older reports out. */
const AT_MOST = 10;
const WITHIN_MS = 60_000;

/** Takes errors that a window could not foresee into the log and the crash reports, as many as make sense. */
export class WindowErrors {
  readonly #context: Pick<EngineContext, 'log' | 'crashes'>;
  #times: number[] = [];

  constructor(context: Pick<EngineContext, 'log' | 'crashes'>) {
    this.#context = context;
  }

  take({ kind, message, stack, agent }: WindowError): { id: string } {
    const id = newId('err');
    const now = performance.now();
    this.#times = this.#times.filter((time) => now - time < WITHIN_MS);
    if (this.#times.length >= AT_MOST) return { id };
    this.#times.push(now);
    const { log, crashes } = this.#context;
    log.error({ id, kind, agent, err: { type: 'WindowError', message, stack } }, 'unexpected error in a window');
    const what = `The window met an error it did not expect: ${message.slice(0, 200)}`;
    crashes.add({ process: 'window', what, detail: `${id}\n${stack || message}`, run: null });
    return { id };
  }
}
