import type { Column, DataProblem } from '#shared/data/types.ts';
import { newId } from '#shared/util/ids.ts';
import type { WriteHandle } from '../../db/database.ts';
import { insertDataset, insertVersion, newestVersion, type VersionedDataset } from '../../db/datasets.ts';
import { insertSamples, type SampleRecord } from '../../db/samples.ts';
import type { DatasetSource, ImportRequest } from '../../db/schema.ts';
import { contentHash } from './content-hash.ts';
import { findTarget } from './import-plan.ts';

export interface NewVersion {
  readonly id: string;
  readonly source: DatasetSource;
  readonly request: ImportRequest;
  readonly classes: readonly string[];
  readonly problems: DataProblem[];
  readonly samples: readonly SampleRecord[];
}

/**
 * Keeps an import: a new dataset, or the next version of the one with this name and source. Where nothing changed since
 * its newest version, that one is returned and nothing written.
 */
export function saveVersion(tx: WriteHandle, version: NewVersion): VersionedDataset & { readonly isNew: boolean } {
  const { source, request, classes, problems, samples } = version;
  const hash = contentHash(classes, samples);
  const now = new Date().toISOString();
  const target = findTarget(tx, request.name, source);
  const newest = target ? newestVersion(tx, target.id) : null;
  if (newest && isSame(newest.version, hash, version)) return { ...newest, isNew: false };

  const dataset =
    target ??
    insertDataset(tx, {
      id: newId('dataset'),
      name: request.name,
      kind: request.kind,
      source,
      createdAt: now,
    });
  const columns: Column[] = [
    { name: 'image', type: 'image' },
    { name: 'label', type: 'category', classes: [...classes] },
  ];
  const row = {
    id: version.id,
    datasetId: dataset.id,
    number: (newest?.version.number ?? 0) + 1,
    columns,
    problems,
    split: request.split,
    seed: request.seed,
    contentHash: hash,
    createdAt: now,
  };
  insertVersion(tx, row);
  insertSamples(tx, samples);
  return { dataset, version: row, isNew: true };
}

const isSame = (newest: VersionedDataset['version'], hash: string, { request, problems }: NewVersion): boolean =>
  newest.contentHash === hash &&
  newest.seed === request.seed &&
  JSON.stringify([newest.split, newest.problems]) === JSON.stringify([request.split, problems]);
