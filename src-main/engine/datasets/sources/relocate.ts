import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import type { FolderComparison, folderComparisonEvent } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import { getDataset, newestVersion, updateDataset, type VersionedDataset } from '../../db/datasets.ts';
import { allSamples, type SampleRecord } from '../../db/samples.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { estimateSeconds } from '../estimate.ts';
import { mapInOrder } from '../map-in-order.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { withProgress } from '../with-progress.ts';
import { readUnchanged } from './check-sources.ts';
import { probesOf } from './source-state.ts';

type ComparisonEvent = z.infer<typeof folderComparisonEvent>;
type Progress = Exclude<ComparisonEvent, FolderComparison>;
const EXAMPLES = 8;

/** Which files of the dataset's newest version lie in another folder, under their names and with their content. */
export async function* compareFolder(
  { db }: DatasetsContext,
  found: VersionedDataset,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<ComparisonEvent, void, void> {
  const root = await folderToMoveTo(found, path);
  const samples = allSamples(db.read, found.version.id);
  yield yield* withProgress<Progress, FolderComparison>((report, own) => compare(root, samples, report, own), signal);
}

async function compare(
  root: string,
  samples: readonly SampleRecord[],
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<FolderComparison> {
  const started = performance.now();
  const total = samples.length;
  const examples = { missing: [] as string[], different: [] as string[] };
  const counts = { matched: 0, missing: 0, different: 0 };
  let done = 0;
  const outcomes = mapInOrder(samples, decodeParallelism, async (sample) => {
    throwIfCancelled(signal, 'The comparison');
    return { path: sample.path, found: outcomeOf(await readUnchanged(root, sample)) };
  });
  for await (const { path, found } of outcomes) {
    counts[found] += 1;
    if (found !== 'matched' && examples[found].length < EXAMPLES) examples[found].push(path);
    done += 1;
    report({ type: 'progress', done, total, etaSeconds: estimateSeconds(done, total, performance.now() - started) });
  }
  return { type: 'done', path: root, total, ...counts, examples };
}

const outcomeOf = (file: Awaited<ReturnType<typeof readUnchanged>>): 'matched' | 'missing' | 'different' =>
  typeof file !== 'string' ? 'matched' : file === 'changed' ? 'different' : 'missing';

/** Returns the dataset's id. What isn't in the new folder stays missing, and training says so by name. */
export async function relocate(context: DatasetsContext, reference: string, path: string): Promise<string> {
  const { db, changes } = context;
  const found = newestVersion(db.read, getDataset(db.read, reference).id);
  const root = await folderToMoveTo(found, path);
  const outcomes = await Promise.all(probesOf(db.read, found.version.id).map((sample) => readUnchanged(root, sample)));
  if (outcomes.every((outcome) => typeof outcome === 'string')) {
    throw new AppError(
      'DATA_INVALID',
      `${root} holds none of the files that "${found.dataset.name}" was imported with. Choose the folder that has the folders of the classes in it.`,
      { path: root },
    );
  }
  db.write((tx) => updateDataset(tx, found.dataset.id, { source: { kind: 'folder', path: root } }));
  changes.emit({ kind: 'dataset', id: found.dataset.id, project: null });
  return found.dataset.id;
}

async function folderToMoveTo({ dataset }: VersionedDataset, path: string): Promise<string> {
  if (dataset.source.kind === 'sample') {
    throw new AppError('NOT_SUPPORTED', `"${dataset.name}" comes with Strata; its pictures lie where Strata does.`);
  }
  const root = resolve(path);
  const isFolder = await stat(root).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new AppError('NOT_FOUND', `There is no folder ${root}.`, { path: root });
  return root;
}
