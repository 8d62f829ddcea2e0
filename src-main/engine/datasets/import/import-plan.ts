import { type DatasetKind, importableKinds } from '#shared/data/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../../db/database.ts';
import { type DatasetRow, findDataset } from '../../db/datasets.ts';
import type { DatasetSource } from '../../db/schema.ts';

export function assertKindIsSupported(kind: DatasetKind): void {
  if (importableKinds.includes(kind)) return;
  throw new AppError(
    'NOT_SUPPORTED',
    `Datasets of kind "${kind}" can't be imported yet; "images" can: a folder with one folder of pictures per class.`,
    { kind, supported: [...importableKinds] },
  );
}

/** The dataset that becomes one version newer, or null for a new one. A name stands for one source. */
export function findTarget(db: ReadHandle, name: string, source: DatasetSource): DatasetRow | null {
  const existing = findDataset(db, name);
  if (!existing) return null;
  if (sourceKey(existing.source) === sourceKey(source)) return existing;
  throw new AppError(
    'ALREADY_EXISTS',
    `There already is a dataset named "${existing.name}", imported from ${sourceKey(existing.source)}. Choose another name.`,
    { name: existing.name, dataset: existing.id },
  );
}

export const sourceKey = (source: DatasetSource): string =>
  source.kind === 'sample' ? `the bundled dataset ${source.sample}` : source.path;
