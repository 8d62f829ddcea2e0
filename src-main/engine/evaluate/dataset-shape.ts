import type { DatasetShape } from '#shared/data/types.ts';
import type { ReadHandle } from '../db/database.ts';
import { getVersion } from '../db/datasets.ts';
import { countSamples } from '../db/samples.ts';
import { splitCodes } from '../db/schema.ts';

/** What a graph needs to know of a dataset version. */
export function datasetShape(db: ReadHandle, versionId: string): DatasetShape {
  const samples = { train: 0, validation: 0, test: 0 };
  for (const row of countSamples(db, versionId)) {
    const split = splitCodes[row.split];
    if (split) samples[split] += row.count;
  }
  return { columns: getVersion(db, versionId).version.columns, samples };
}
