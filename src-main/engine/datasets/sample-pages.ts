import type { z } from 'zod';
import type { SampleRow, sampleFilter } from '#shared/contract/requests/datasets.ts';
import { splitOrder } from '#shared/data/stratified-split.ts';
import type { ReadHandle } from '../db/database.ts';
import { getVersion } from '../db/datasets.ts';
import { countMatching, pageOfSamples, type SampleRecord, samplesAt } from '../db/samples.ts';
import type { SampleNames } from './sample-names.ts';
import { classesOf } from './summaries.ts';

interface Page {
  readonly total: number;
  readonly rows: SampleRow[];
}

export function samplePage(
  db: ReadHandle,
  names: SampleNames,
  versionId: string,
  filter: z.infer<typeof sampleFilter>,
  offset: number,
  limit: number,
): Page {
  const classes = classesOf(getVersion(db, versionId).version.columns);
  const label = filter.label === null ? null : classes.indexOf(filter.label);
  if (label === -1) return { total: 0, rows: [] };
  const query = { label, split: filter.split === null ? null : splitOrder.indexOf(filter.split) };
  const toRow = (sample: SampleRecord): SampleRow => rowOf(sample, classes);
  if (filter.search === '') {
    const rows = pageOfSamples(db, versionId, query, offset, limit).map(toRow);
    return { total: countMatching(db, versionId, query), rows };
  }
  const found = names.find(versionId, query, filter.search);
  return { total: found.length, rows: samplesAt(db, versionId, found.slice(offset, offset + limit)).map(toRow) };
}

export const rowOf = (sample: SampleRecord, classes: readonly string[]): SampleRow => ({
  index: sample.idx,
  path: sample.path,
  label: sample.label === null ? null : (classes[sample.label] ?? null),
  split: splitOrder[sample.split] as (typeof splitOrder)[number],
  width: sample.width,
  height: sample.height,
});
