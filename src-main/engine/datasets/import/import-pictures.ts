import { rename, rm } from 'node:fs/promises';
import type { ImportEvent } from '#shared/contract/requests/datasets.ts';
import { compareCodePoints } from '#shared/data/code-point-order.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { VersionedDataset } from '../../db/datasets.ts';
import type { SampleRecord } from '../../db/samples.ts';
import type { DatasetSource } from '../../db/schema.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { estimateSeconds } from '../estimate.ts';
import { ProblemLog } from '../problem-log.ts';
import { readClassFolders } from '../scan/class-folders.ts';
import { walkFolder } from '../scan/walk-folder.ts';
import { sourceFolder } from '../sources/resolve-source.ts';
import { splitCounts } from '../summaries.ts';
import { systemCode } from '../system-error.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { ThumbnailWriter, thumbnailPath } from '../thumbnails/thumbnail-file.ts';
import { withProgress } from '../with-progress.ts';
import { assignSplits } from './assign-splits.ts';
import { findTarget, type ImportRequest } from './import-plan.ts';
import { type ReadSample, readSamples } from './read-samples.ts';
import { reviewSamples } from './review-samples.ts';
import { saveVersion } from './save-version.ts';

type Progress = Extract<ImportEvent, { type: 'progress' }>;
type Report = (progress: Progress) => void;

/** Imports a folder of pictures. Cancelled or failed, it leaves nothing behind. */
export async function* importPictures(
  context: DatasetsContext,
  source: DatasetSource,
  request: ImportRequest,
  signal?: AbortSignal,
): AsyncGenerator<ImportEvent, void, void> {
  const started = performance.now();
  // The name is checked again when the import is saved; this spares the wait.
  findTarget(context.db.read, request.name, source);
  const { dataset, version } = yield* withProgress<Progress, VersionedDataset>(
    (report, own) => run(context, source, request, report, own),
    signal,
  );
  const splits = splitCounts(context.db.read, version.id);
  yield {
    type: 'done',
    dataset: dataset.id,
    name: dataset.name,
    version: version.id,
    kind: dataset.kind,
    samples: splits.train + splits.validation + splits.test,
    columns: version.columns,
    splits,
    problems: version.problems,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

async function run(
  context: DatasetsContext,
  source: DatasetSource,
  request: ImportRequest,
  report: Report,
  signal: AbortSignal,
): Promise<VersionedDataset> {
  const id = newId('version');
  const path = thumbnailPath(context.home, id);
  const thumbnails = await ThumbnailWriter.create(`${path}.part`);
  try {
    const found = await readFolder(source, thumbnails, report, signal);
    report({ type: 'progress', phase: 'saving', done: 0, total: found.samples.length, etaSeconds: null });
    await thumbnails.finish();
    await rename(thumbnails.path, path);
    throwIfCancelled(signal, 'The import');
    const saved = save(context, id, source, request, found);
    if (!saved.isNew) await rm(path, { force: true });
    else context.changes.emit({ kind: 'dataset', id: saved.dataset.id, project: null });
    return saved;
  } catch (error) {
    await thumbnails.abandon();
    await Promise.all([rm(thumbnails.path, { force: true }), rm(path, { force: true })]);
    if (systemCode(error) !== 'ENOSPC') throw error;
    throw new AppError(
      'DISK_FULL',
      `The disk of ${context.home.folder} is full; nothing was imported.`,
      {},
      { cause: error },
    );
  }
}

interface FoundSamples {
  readonly samples: ReadSample[];
  readonly folders: string[];
  readonly problems: ProblemLog;
}

async function readFolder(
  source: DatasetSource,
  thumbnails: ThumbnailWriter,
  report: Report,
  signal: AbortSignal,
): Promise<FoundSamples> {
  const root = sourceFolder(source);
  const problems = new ProblemLog();
  const scanned = (done: number) =>
    report({ type: 'progress', phase: 'scanning', done, total: null, etaSeconds: null });
  const walk = await walkFolder(root, problems, scanned, signal);
  const { candidates, classes: folders } = readClassFolders(walk, problems);
  const total = candidates.length;
  const started = performance.now();
  const samples = await readSamples(root, candidates, {
    problems,
    signal,
    onThumbnail: (jpeg) => thumbnails.append(jpeg),
    onProgress: (done) => {
      const etaSeconds = estimateSeconds(done, total, performance.now() - started);
      report({ type: 'progress', phase: 'decoding', done, total, etaSeconds });
    },
  });
  if (samples.length === 0) throw nothingFound(root, problems);
  return { samples, folders, problems };
}

function nothingFound(root: string, problems: ProblemLog): AppError {
  const loose = problems.count('outside-class-folder');
  const found = loose > 0 ? `${loose} pictures that lie directly in it` : `${problems.leftOut} other files`;
  return new AppError(
    'DATA_INVALID',
    `${root} has no folder with pictures: expected one folder per class, such as cats/ and dogs/; found ${found}.`,
    { path: root, problems: problems.toProblems() },
  );
}

function save(
  context: DatasetsContext,
  id: string,
  source: DatasetSource,
  request: ImportRequest,
  found: FoundSamples,
) {
  const { samples, folders, problems } = found;
  const classes = [...new Set(samples.map(({ label }) => label))].sort(compareCodePoints);
  const indexOf = new Map(classes.map((label, index) => [label, index]));
  const labels = samples.map(({ label }) => indexOf.get(label) as number);
  const split = assignSplits(samples, labels, request.split, request.seed, problems);
  reviewSamples(samples, split, classes, folders, request.split, problems);
  const rows = samples.map(({ path, sha256, bytes, mtimeMs, width, height }, idx): SampleRecord => {
    const place = { label: labels[idx] as number, split: split[idx] as number };
    return { versionId: id, idx, path, sha256, bytes, mtimeMs, width, height, ...place };
  });
  const version = { id, source, request, classes, problems: problems.toProblems(), samples: rows };
  return context.db.write((tx) => saveVersion(tx, version));
}
