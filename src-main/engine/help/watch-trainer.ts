import { type ComputeOptions, startTrainer, type Trainer } from '../../transport/trainer-process.ts';
import type { Logger } from '../log.ts';
import type { CrashReports } from './crash-reports.ts';

export interface TrainerOptions extends ComputeOptions {
  /** The run that it is for, where it is for one. */
  readonly run?: string | null;
}

/** A fresh trainer whose unexpected errors come into the engine's log, and whose death leaves a crash report. */
export async function startWatchedTrainer(
  log: Logger,
  crashes: CrashReports,
  { run = null, ...options }: TrainerOptions = {},
): Promise<Trainer> {
  const trainer = await startTrainer(
    (unexpected) => log.error({ ...unexpected, run }, 'unexpected error in a trainer'),
    options,
  );
  let isAsked = false;
  void trainer.exited.then(({ code, signal }) => {
    if (isAsked || (code === 0 && signal === null)) return;
    const detail = trainer.lastLines();
    log.warn({ code, signal, run, output: detail }, 'trainer died');
    crashes.add({ process: 'trainer', what: endedHow('A training process', code, signal), detail, run });
  });
  return {
    ...trainer,
    stop: (graceMs) => {
      // One that has left already has died: its channel is closed before the news of its end arrives.
      isAsked ||= !trainer.port.closed;
      return trainer.stop(graceMs);
    },
  };
}

export function endedHow(who: string, code: number | null, signal: string | null): string {
  if (signal === 'SIGKILL') return `${who} was killed (SIGKILL); often the machine ran out of memory.`;
  if (signal) return `${who} crashed (${signal}).`;
  return `${who} ended by itself${code === null ? '' : ` (code ${code})`}.`;
}
