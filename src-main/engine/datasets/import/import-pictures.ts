import { rm } from 'node:fs/promises';
import { diskFull, isDiskFull, requireSpace } from '#main/transport/storage-error.ts';
import type { ImportEvent } from '#shared/contract/requests/datasets.ts';
import { compareCodePoints } from '#shared/data/code-point-order.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { VersionedDataset } from '../../db/datasets.ts';
import type { SampleRecord } from '../../db/samples.ts';
import type { DatasetSource, ImportRequest } from '../../db/schema.ts';
import { deleteUnfinished } from '../../db/unfinished-imports.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { estimateSeconds } from '../estimate.ts';
import { ProblemLog } from '../problem-log.ts';
import { readClassFolders } from '../scan/class-folders.ts';
import { walkFolder } from '../scan/walk-folder.ts';
import { sourceFolder } from '../sources/resolve-source.ts';
import { splitCounts } from '../summaries.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { thumbnailPath } from '../thumbnails/thumbnail-file.ts';
import { withProgress } from '../with-progress.ts';
import { assignSplits } from './assign-splits.ts';
import { ImportJournal } from './import-journal.ts';
import { findTarget } from './import-plan.ts';
import { inReadingOrder, type ReadSample, readSamples } from './read-samples.ts';
import { reviewSamples } from './review-samples.ts';
import { saveVersion } from './save-version.ts';
import type { UnfinishedImports } from './unfinished-imports.ts';

/** A thumbnail and a row of the database. */
const BYTES_A_PICTURE = 5000;

const KEPT = 'What was read so far is kept: imported again, the folder goes on from there';

type Progress = Extract<ImportEvent, { type: 'progress' }>;

/** One import at work: which it is, what was asked for, and who listens. */
interface Work {
  readonly context: DatasetsContext;
  readonly id: string;
  readonly source: DatasetSource;
  readonly request: ImportRequest;
  readonly report: (progress: Omit<Progress, 'type' | 'import'>) => void;
  readonly signal: AbortSignal;
}

/**
 * Imports a folder of pictures. What an earlier import of the same folder had read when it was cut off isn't read again;
 * where this one is cut off, the next goes on from here. Failed, it leaves nothing behind.
 */
export async function* importPictures(
  context: DatasetsContext,
  unfinished: UnfinishedImports,
  source: DatasetSource,
  request: ImportRequest,
  signal?: AbortSignal,
): AsyncGenerator<ImportEvent, void, void> {
  const started = performance.now();
  // The name is checked again when the import is saved; this spares the wait.
  findTarget(context.db.read, request.name, source);
  const id = unfinished.idFor(source);
  const { dataset, version } = yield* withProgress<Progress, VersionedDataset>(
    (tell, own) =>
      unfinished.run(id, own, (either) =>
        run({
          context,
          id,
          source,
          request,
          report: (progress) => tell({ type: 'progress', import: id, ...progress }),
          signal: either,
        }),
      ),
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

async function run(work: Work): Promise<VersionedDataset> {
  const { context, id, signal } = work;
  let journal: ImportJournal | null = null;
  try {
    const found = await scanFolder(work);
    const { source, request } = work;
    const total = found.candidates.length;
    journal = await ImportJournal.open(context, id, { source, request, total }, found.root, found.candidates);
    const samples = await decode(work, found, journal);
    await journal.save();
    work.report({ phase: 'saving', done: 0, total: samples.length, etaSeconds: null });
    await journal.finish();
    throwIfCancelled(signal, 'The import');
    const saved = save(work, { ...found, samples });
    if (!saved.isNew) await rm(thumbnailPath(context.home, id), { force: true });
    return saved;
  } catch (error) {
    await journal?.close();
    const isFull = isDiskFull(error);
    // Cut off: by a window that closed, by the end of the engine, by a full disk. What fails would fail again.
    if ((signal.aborted || isFull) && journal?.isKept) throw isFull ? ranOutOfDisk(work, KEPT, error) : error;
    // Nothing was saved of it, and on a full disk nothing can be taken away either.
    if (!isFull) context.db.write((tx) => deleteUnfinished(tx, id));
    const files = [thumbnailPath(context.home, id), ...(journal ? [journal.thumbnails.path] : [])];
    await Promise.all(files.map((path) => rm(path, { force: true })));
    throw isFull ? ranOutOfDisk(work, 'Nothing was imported', error) : error;
  }
}

/** As it was told by what noticed it before anything was written, or by the system in the middle of it. */
const ranOutOfDisk = ({ context }: Work, keep: string, error: unknown): AppError =>
  error instanceof AppError ? error : diskFull(context.home.folder, { cause: error, keep });

async function scanFolder({ source, report, signal }: Work) {
  const root = sourceFolder(source);
  const problems = new ProblemLog();
  const scanned = (done: number) => report({ phase: 'scanning', done, total: null, etaSeconds: null });
  const walk = await walkFolder(root, problems, scanned, signal);
  const { candidates, classes: folders } = readClassFolders(walk, problems);
  return { root, problems, candidates: inReadingOrder(candidates), folders };
}

type Scanned = Awaited<ReturnType<typeof scanFolder>>;

async function decode(
  { report, signal }: Work,
  { root, problems, candidates }: Scanned,
  journal: ImportJournal,
): Promise<ReadSample[]> {
  const total = candidates.length;
  requireSpace(journal.thumbnails.path, (total - journal.known.length) * BYTES_A_PICTURE, 'Nothing was imported');
  const started = performance.now();
  const { known } = journal;
  const samples = await readSamples(root, candidates, {
    problems,
    signal,
    known,
    onRead: (outcome, thumbnail) => journal.record(outcome, thumbnail),
    onProgress: (done) => {
      const etaSeconds = estimateSeconds(done - known.length, total - known.length, performance.now() - started);
      report({ phase: 'decoding', done, total, etaSeconds });
    },
  });
  if (samples.length === 0) throw nothingFound(root, problems);
  return samples;
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
  { context, id, source, request }: Work,
  { samples, folders, problems }: Scanned & { readonly samples: readonly ReadSample[] },
) {
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
  return context.db.write((tx) => {
    deleteUnfinished(tx, id);
    return saveVersion(tx, version);
  });
}
