/**
 * Runs the steps of set-up. A step is `{ name, needed(context), run(context) }`: `needed` returns null when there is
 * nothing to do (it only looks at files, so that a second start costs milliseconds) or the reason why there is.
 * A step that fails throws a SetupError; whatever it had finished before stays, so the next try goes on from there.
 */
import { join } from 'node:path';
import { acquireLock } from './lock.mjs';
import { createProgress } from './progress.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const INTERRUPTED = 130;

/** Runs what is needed, in order. Resolves with the failures of steps marked `optional`; any other failure is thrown. */
export async function runSteps(steps, context, progress = createProgress()) {
  const failures = [];
  const stop = () => process.exit(INTERRUPTED);
  let release = null;
  // Leaving through process.exit ends the installers that are running and gives the lock back.
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    for (const [index, step] of steps.entries()) {
      if ((await step.needed(context)) === null) continue;
      release ??= await acquireLock(join(context.cache, 'setup.lock'), (pid) =>
        progress.say(`Another set-up is at work (process ${pid ?? 'unknown'}); waiting for it.`),
      );
      // Whoever held the lock may have done it meanwhile.
      const reason = await step.needed(context);
      if (reason === null) continue;
      progress.say(`[${index + 1}/${steps.length}] ${step.name}: ${reason}`);
      const start = Date.now();
      try {
        await step.run({ ...context, progress });
        progress.say(`      done in ${Math.max(1, Math.round((Date.now() - start) / 1000))} s`);
      } catch (error) {
        if (!step.optional) throw error;
        progress.say(`      ${error.message}`);
        failures.push({ step: step.name, message: error.message });
      }
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    release?.();
  }
  return failures;
}
