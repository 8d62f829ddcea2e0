import type { Command } from 'commander';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { computingWords } from '#shared/training/computing-words.ts';
import { originOf } from '#shared/training/run-origin.ts';
import { AppError } from '#shared/util/app-error.ts';
import { collect, parseWholeNumber } from '../arguments.ts';
import { followRun } from '../follow-run.ts';
import type { Output } from '../output.ts';
import { applyRunSettings, type RunSettings } from '../run-settings.ts';
import { addCommand, type Engine, isEngineLost, withEngine } from '../session.ts';
import { duration, metricWords } from '../table.ts';

interface TrainOptions extends RunSettings {
  dataset?: string;
  resume?: string;
}

export function addTrainCommand(program: Command, output: Output): void {
  addCommand(program, 'train <project>', 'Train a project; Ctrl-C stops it, with a checkpoint to resume from')
    .option('--dataset <name>', 'another dataset than the project’s')
    .option('--epochs <number>', 'how often to go through the data', parseWholeNumber)
    .option('--batch <number>', 'samples in a batch', parseWholeNumber)
    .option('--seed <number>', 'of the weights and the order', parseWholeNumber)
    .option('--device <device>', 'auto, cpu, or a card: gpu:0')
    .option('--set <key=value>', 'any setting of the run, e.g. learningRate=0.01; repeatable', collect, [])
    .option('--resume <run>', 'take this run up from its last checkpoint')
    .action(async (project: string, options: TrainOptions, command: Command) =>
      withEngine(command, async ({ engine, signal, attachAgain }) => {
        const { run, fromEpoch } = await begin(engine, project, options);
        output.result({ event: 'started', run: run.id, project: run.project.id, dataset: run.dataset }, () => {
          return `Run ${run.number} of ${run.project.name} on ${originOf(run)} (${run.id})`;
        });
        for (const sentence of (await engine.runs.get({ run: run.id })).bound) output.note(sentence);
        const end = followUntilInterrupted(engine, output, run.id, fromEpoch, signal).catch(async (error: unknown) => {
          if (!isEngineLost(error)) throw error;
          // The next engine knows from where the run can go on.
          return (await attachAgain()).runs.get({ run: run.id });
        });
        finish(output, await end);
      }),
    );
}

async function begin(engine: Engine, project: string, options: TrainOptions) {
  if (options.resume === undefined) {
    const config = applyRunSettings((await engine.projects.get({ project })).config, options);
    const run = await engine.runs.start({ project, dataset: options.dataset ?? null, config });
    return { run, fromEpoch: 0 };
  }
  const before = await engine.runs.get({ run: options.resume });
  if (before.project.id !== project && before.project.name !== project) {
    throw new AppError('BAD_INPUT', `Run ${options.resume} belongs to the project ${before.project.name}.`, {
      expected: project,
      found: before.project.name,
    });
  }
  const last = before.checkpoints.find((checkpoint) => checkpoint.kind === 'last');
  return { run: await engine.runs.resume({ run: before.id }), fromEpoch: last?.epoch ?? 0 };
}

/** The first Ctrl-C asks the run to stop and waits for its last checkpoint; the second leaves that to the engine. */
async function followUntilInterrupted(
  engine: Engine,
  output: Output,
  run: string,
  fromEpoch: number,
  interrupted: AbortSignal,
): Promise<RunSummary> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const stop = () => {
    output.note('Stopping after this batch. Press Ctrl-C again to leave without waiting for its checkpoint.');
    process.once('SIGINT', leave);
    engine.runs.stop({ run }).catch((error: unknown) => {
      // It came to rest in this moment by itself: the watch tells.
      if (!(error instanceof AppError && error.code === 'CONFLICT')) leave();
    });
  };
  if (interrupted.aborted) stop();
  else interrupted.addEventListener('abort', stop, { once: true });
  try {
    return await followRun(engine, output, run, fromEpoch, leaving.signal);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    throw new AppError('CANCELLED', `Left run ${run} to the engine, which stops it. See \`strata run show ${run}\`.`, {
      run,
    });
  } finally {
    process.off('SIGINT', leave);
    interrupted.removeEventListener('abort', stop);
  }
}

function finish(output: Output, run: RunSummary): void {
  if (run.state === 'failed' || run.state === 'interrupted') {
    const error = run.error ?? { code: 'TRAINER_FAILED' as const, message: `The run was ${run.state}.`, details: {} };
    throw new AppError(error.code, error.message, { ...error.details, run: run.id, state: run.state });
  }
  const { id, metrics, seconds, engine, engineReason, computing, state, bestEpoch } = run;
  output.result(
    { event: 'completed', run: id, state, metrics, bestEpoch, seconds, engine, engineReason, computing },
    () => {
      const how = engineReason === null ? '' : `; computed operation by operation, since ${engineReason}`;
      return `${state} in ${duration(seconds)}; best epoch ${bestEpoch ?? '–'}: ${metricWords(metrics)}${how}${computing ? `\n${computingWords(computing).join('; ')}` : ''}`;
    },
  );
}
