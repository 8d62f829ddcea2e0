import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest, type MetricPoint } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { findingWords } from './finding-words.ts';
import type { Output } from './output.ts';
import type { Engine } from './session.ts';
import { duration, metricWords } from './table.ts';

/** The engine looks through all curves for them. */
const FINDINGS_EVERY_MS = 2000;

/** Prints what happens in a run until nobody works on it any more; returns how it stands then. */
export async function followRun(
  engine: Engine,
  output: Output,
  run: string,
  fromEpoch: number,
  signal: AbortSignal,
): Promise<RunSummary> {
  let lastEpoch = fromEpoch;
  let speed: number | null = null;
  let isHeld = false;
  const printEpochs = (points: MetricPoint[]) => {
    for (const point of points) {
      if (point.scope !== 'epoch' || point.epoch <= lastEpoch) continue;
      lastEpoch = point.epoch;
      const event = { event: 'epoch', epoch: point.epoch, metrics: point.values, samplesPerSecond: speed };
      output.result(event, () => `epoch ${point.epoch}  ${metricWords(point.values)}`);
    }
  };
  // What was learned before the watch began; `points` gives all epochs whatever the step.
  const catchUp = async () => printEpochs((await engine.runs.points({ run, afterStep: -1, limit: 10 })).points);
  const told = new Set<string>();
  let asked = Number.NEGATIVE_INFINITY;
  const printFindings = async (waits: number) => {
    if (performance.now() - asked < waits) return;
    const { findings } = await engine.runs.findings({ run });
    asked = performance.now();
    for (const finding of findings) {
      if (told.has(finding.code)) continue;
      told.add(finding.code);
      output.result({ event: 'finding', run, finding }, () => findingWords(finding));
    }
  };

  await catchUp();
  for await (const event of await engine.runs.watch({ run }, { signal })) {
    if (event.type === 'points') {
      printEpochs(event.points);
      if (event.points.some(({ scope }) => scope === 'epoch')) await printFindings(FINDINGS_EVERY_MS);
      continue;
    }
    const { progress, state } = event.run;
    isHeld = tellHeld(output, event.run, isHeld);
    speed = progress?.samplesPerSecond ?? speed;
    if (isAtRest(state)) {
      await catchUp();
      await printFindings(0);
      return event.run;
    }
    output.progress(progressWords(event.run));
  }
  throw new AppError('NOT_FOUND', `Run ${run} was removed while it was followed.`, { run });
}

/** A run that paused by itself waits for a person: said once each time. Returns whether it does. */
function tellHeld(output: Output, { id, state, error, project }: RunSummary, wasHeld: boolean): boolean {
  const isHeld = state === 'paused' && error !== null;
  if (isHeld && !wasHeld) {
    const how = `Resume it with \`strata train ${JSON.stringify(project.name)} --resume ${id}\`, or press Ctrl-C to stop it.`;
    output.result({ event: 'paused', run: id, error }, () => `paused: ${error.message}\n${how}`);
  }
  return isHeld;
}

function progressWords({ state, progress, preparing }: Pick<RunSummary, 'state' | 'progress' | 'preparing'>): string {
  if (preparing) {
    const { done, total, etaSeconds } = preparing;
    return `Preparing pictures, ${done} of ${total}${etaSeconds === null ? '' : `  ${duration(etaSeconds)} left`}`;
  }
  if (!progress) return state;
  const { epoch, epochs, step, stepsPerEpoch, samplesPerSecond, etaSeconds } = progress;
  const rate = samplesPerSecond === null ? '' : `  ${Math.round(samplesPerSecond)} samples/s`;
  const left = etaSeconds === null ? '' : `  ${duration(etaSeconds)} left`;
  const done = Math.max(0, step - (epoch - 1) * stepsPerEpoch);
  return `${state}  epoch ${epoch}/${epochs}  batch ${done}/${stepsPerEpoch}${rate}${left}`;
}
