import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../db/database.ts';
import { getVersion } from '../db/datasets.ts';
import type { RunRow } from '../db/runs.ts';
import { trainedOn } from './trained-on.ts';

/** What a run was trained on must be at hand to train the same again. */
export function requireDataset(db: ReadHandle, run: RunRow): void {
  const { dataset } = getVersion(db, trainedOn(run, 'repeat or go on with'));
  if (!dataset.trashedAt) return;
  throw new AppError(
    'CONFLICT',
    `Run ${run.number} was trained on "${dataset.name}", which is in the trash. Restore it, then train again.`,
    { dataset: dataset.id },
  );
}
