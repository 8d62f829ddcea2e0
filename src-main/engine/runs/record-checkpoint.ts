import type { TrainerEvent } from '#shared/contract/trainer.ts';
import { listCheckpoints, saveCheckpoint } from '../db/checkpoints.ts';
import type { WriteHandle } from '../db/database.ts';
import { updateRun } from '../db/runs.ts';

export type SavedCheckpoint = Omit<Extract<TrainerEvent, { type: 'checkpoint' }>, 'type'>;

/** Notes a checkpoint that is on the disk. A run shows the values of the one that it will be judged by. */
export function recordCheckpoint(tx: WriteHandle, run: string, checkpoint: SavedCheckpoint): void {
  const { kind, epoch, step, metrics, bytes } = checkpoint;
  saveCheckpoint(tx, { runId: run, kind, epoch, step, metrics, bytes, savedAt: new Date().toISOString() });
  // The best one, the last one while there is none.
  const hasBest = listCheckpoints(tx, run).some((each) => each.kind === 'best');
  if (kind === 'best') updateRun(tx, run, { metrics, bestEpoch: epoch });
  else if (!hasBest && Object.keys(metrics).length > 0) updateRun(tx, run, { metrics });
}
