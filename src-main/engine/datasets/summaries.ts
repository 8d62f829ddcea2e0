import type { z } from 'zod';
import type { classCount, DatasetDetail, DatasetSummary } from '#shared/contract/requests/datasets.ts';
import { splitOrder } from '#shared/data/stratified-split.ts';
import type { Column } from '#shared/data/types.ts';
import type { ReadHandle } from '../db/database.ts';
import type { VersionedDataset } from '../db/datasets.ts';
import { countSamples } from '../db/samples.ts';

type SplitCounts = DatasetSummary['splits'];

/** In the order that class indices mean. */
export const classesOf = (columns: readonly Column[]): string[] =>
  columns.find((column) => column.type === 'category')?.classes ?? [];

export function splitCounts(db: ReadHandle, versionId: string): SplitCounts {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const { split, count } of countSamples(db, versionId)) counts[nameOf(split)] += count;
  return counts;
}

export function summarise(db: ReadHandle, { dataset, version }: VersionedDataset): DatasetSummary {
  const splits = splitCounts(db, version.id);
  return {
    id: dataset.id,
    name: dataset.name,
    kind: dataset.kind,
    version: version.id,
    versionNumber: version.number,
    samples: splits.train + splits.validation + splits.test,
    columns: version.columns,
    splits,
    source: dataset.source.kind === 'folder' ? dataset.source.path : null,
    createdAt: dataset.createdAt,
  };
}

export function detail(db: ReadHandle, found: VersionedDataset): DatasetDetail {
  const classCounts = classesOf(found.version.columns).map(
    (label): z.infer<typeof classCount> => ({ label, train: 0, validation: 0, test: 0 }),
  );
  for (const { label, split, count } of countSamples(db, found.version.id)) {
    const row = label === null ? undefined : classCounts[label];
    if (row) row[nameOf(split)] = count;
  }
  return { ...summarise(db, found), classCounts, problems: found.version.problems };
}

const nameOf = (split: number) => splitOrder[split] as (typeof splitOrder)[number];
