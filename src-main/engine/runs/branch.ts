import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import { copyHealth } from '../db/health.ts';
import { copyPoints } from '../db/metrics.ts';
import { getRun, insertRun, type RunRow, takeRunNumber } from '../db/runs.ts';
import { checkpointFolder } from '../home.ts';
import { copyCheckpoint } from './copy-checkpoint.ts';
import { recordCheckpoint } from './record-checkpoint.ts';
import { requireDataset } from './require-dataset.ts';
import { runSummary } from './summaries.ts';

export interface BranchRequest {
  readonly run: string;
  readonly checkpoint: 'best' | 'last';
  /** More than the checkpoint has. */
  readonly epochs: number;
  readonly learningRate: number | null;
}

/** Queues a new run that goes on from a checkpoint of another one, which stays as it is. */
export async function branchRun(context: EngineContext, request: BranchRequest): Promise<RunSummary> {
  const { run: source } = getRun(context.db.read, request.run);
  const { checkpoint } = request;
  requireDataset(context.db.read, source);
  if (!listCheckpoints(context.db.read, source.id).some(({ kind }) => kind === checkpoint)) {
    const message = `Run ${source.number} has no ${checkpoint} checkpoint yet: the first are saved after its first epoch.`;
    throw new AppError('NOT_FOUND', message, { run: source.id, checkpoint });
  }
  const id = newId('run');
  const own = checkpointFolder(context.home, id);
  try {
    const { state, metrics, bytes } = await copyCheckpoint(
      join(checkpointFolder(context.home, source.id), checkpoint),
      join(own, 'last'),
    );
    const { epoch, step, seconds } = state;
    const now = new Date().toISOString();
    context.db.write((tx) => {
      insertRun(tx, {
        ...inherited(source),
        id,
        number: takeRunNumber(tx, source.projectId),
        state: 'queued',
        resume: true,
        config: changed(source.config, request, epoch),
        origin: { run: source.id, number: source.number, checkpoint, epoch, step },
        metrics: {},
        seconds,
        createdAt: now,
        queuedAt: now,
      });
      copyPoints(tx, source.id, id, step);
      copyHealth(tx, source.id, id, step);
      recordCheckpoint(tx, id, { kind: 'last', epoch, step, metrics, bytes });
    });
  } catch (error) {
    await rm(join(context.home.runs, id), { recursive: true, force: true });
    throw error;
  }
  context.changes.emit({ kind: 'run', id, project: source.projectId });
  context.queue.kick();
  return runSummary(context, getRun(context.db.read, id));
}

/** What makes it the same training: network, data, and how they met. */
export const inherited = ({
  projectId,
  datasetVersionId,
  graphVersion,
  graph,
  bound,
  config,
  parameters,
  computing,
}: RunRow) => ({
  projectId,
  datasetVersionId,
  graphVersion,
  graph,
  bound,
  config,
  parameters,
  // Its threads above all: another number adds up in another order.
  computing,
});

const changed = (config: RunConfig, { epochs, learningRate }: BranchRequest, epoch: number): RunConfig => ({
  ...config,
  epochs: epoch + epochs,
  optimizer: learningRate === null ? config.optimizer : { ...config.optimizer, learningRate },
});
