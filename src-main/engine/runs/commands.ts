import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest, type RunState } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import { endOfQueue, getRun, type NamedRun, type RunPatch, updateRun } from '../db/runs.ts';
import { setTrashed } from '../db/trash.ts';
import type { ActiveRun } from './active-run.ts';
import { assertAllowed, isAllowed, move } from './state-machine.ts';
import { runSummary } from './summaries.ts';
import { trainedOn } from './trained-on.ts';

export async function pauseRun(context: EngineContext, reference: string): Promise<RunSummary> {
  const named = getRun(context.db.read, reference);
  assertAllowed('pause', stateOf(context, named), title(named));
  await activeOf(context, named).pause();
  return summaryNow(context, named);
}

/** Continues a paused run at once; any other goes to the end of the queue and takes up its last checkpoint. */
export async function resumeRun(context: EngineContext, reference: string): Promise<RunSummary> {
  const named = getRun(context.db.read, reference);
  const state = stateOf(context, named);
  assertAllowed('resume', state, title(named));
  const unsaved = context.queue.active(named.run.id)?.unsaved;
  if (unsaved?.error && isAtRest(state)) {
    throw new AppError(unsaved.error.code, unsaved.error.message, unsaved.error.details);
  }
  if (state === 'paused') await activeOf(context, named).resume();
  else enqueue(context, named, {});
  return summaryNow(context, named);
}

/** Writes its last checkpoint now. */
export async function saveRun(context: EngineContext, reference: string): Promise<RunSummary> {
  const named = getRun(context.db.read, reference);
  assertAllowed('save', stateOf(context, named), title(named));
  await activeOf(context, named).save();
  return summaryNow(context, named);
}

export async function setLearningRate(context: EngineContext, reference: string, rate: number): Promise<RunSummary> {
  const named = getRun(context.db.read, reference);
  assertAllowed('change the learning rate', stateOf(context, named), title(named));
  await activeOf(context, named).setLearningRate(rate);
  return summaryNow(context, named);
}

export async function stopRun(
  context: EngineContext,
  reference: string,
  when: 'now' | 'epoch-end' = 'now',
): Promise<RunSummary> {
  const named = getRun(context.db.read, reference);
  assertAllowed('stop', stateOf(context, named), title(named));
  if (named.run.state === 'queued') {
    change(context, named, { state: move('queued', 'stopped'), endedAt: new Date().toISOString() });
  } else if (when === 'epoch-end') {
    await activeOf(context, named).stopAfterEpoch();
  } else {
    await activeOf(context, named).stop();
  }
  return summaryNow(context, named);
}

/** For `epochs` more than the last checkpoint has. */
export function extendRun(context: EngineContext, reference: string, epochs: number): RunSummary {
  const named = getRun(context.db.read, reference);
  assertAllowed('extend', named.run.state, title(named));
  const { run } = named;
  trainedOn(run, 'go on with');
  const last = listCheckpoints(context.db.read, run.id).find((checkpoint) => checkpoint.kind === 'last');
  enqueue(context, named, { config: { ...run.config, epochs: (last?.epoch ?? 0) + epochs } });
  return summaryNow(context, named);
}

/** To the trash. One that waited in the queue is taken out of it: brought back later, it must not begin by itself. */
export async function removeRun(context: EngineContext, reference: string): Promise<void> {
  const named = getRun(context.db.read, reference);
  const { run } = named;
  if (!isAllowed('remove', run.state)) {
    throw new AppError('CONFLICT', `${title(named)} is ${run.state}. Stop it first; then it can be deleted.`, {
      state: run.state,
      action: 'remove',
    });
  }
  const now = new Date().toISOString();
  context.db.write((tx) => {
    if (run.state === 'queued') updateRun(tx, run.id, { state: move('queued', 'stopped'), endedAt: now });
    setTrashed(tx, 'run', run.id, now);
  });
  await context.models.drop(run.id);
  context.runFeed.emit({ type: 'removed', run: run.id });
  context.changes.emit({ kind: 'run', id: run.id, project: run.projectId });
  context.changes.emit({ kind: 'trash', id: run.id, project: run.projectId });
}

/** Null takes the name away: the number is enough. */
export function renameRun(context: EngineContext, reference: string, name: string | null): RunSummary {
  const named = getRun(context.db.read, reference);
  change(context, named, { name });
  return summaryNow(context, named);
}

const title = ({ run, projectName }: NamedRun): string => `Run ${run.number} of "${projectName}"`;

/** As a person sees it: a full disk may not have taken it yet. */
const stateOf = (context: EngineContext, { run }: NamedRun): RunState =>
  context.queue.active(run.id)?.unsaved?.state ?? run.state;

const summaryNow = (context: EngineContext, { run }: NamedRun): RunSummary =>
  runSummary(context, getRun(context.db.read, run.id));

function activeOf(context: EngineContext, named: NamedRun): ActiveRun {
  const active = context.queue.active(named.run.id);
  if (active) return active;
  throw new Error(`${named.run.id} is ${named.run.state}, yet nothing trains it`);
}

function enqueue(context: EngineContext, named: NamedRun, patch: RunPatch): void {
  const { run } = named;
  const resume = listCheckpoints(context.db.read, run.id).some((checkpoint) => checkpoint.kind === 'last');
  const state = move(run.state, 'queued');
  change(context, named, {
    ...patch,
    state,
    resume,
    error: null,
    endedAt: null,
    queuedAt: new Date().toISOString(),
    queuePlace: endOfQueue(context.db.read),
    // Without a checkpoint everything begins anew.
    ...(resume ? {} : { progress: null, metrics: {}, bestEpoch: null, seconds: 0 }),
  });
  context.queue.kick();
}

function change(context: EngineContext, { run }: NamedRun, patch: RunPatch): void {
  context.db.write((tx) => updateRun(tx, run.id, patch));
  context.runFeed.emit({ type: 'changed', run: run.id });
  context.changes.emit({ kind: 'run', id: run.id, project: run.projectId });
}
