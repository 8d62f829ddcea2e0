import type { DataProblem } from '#shared/data/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../../db/database.ts';
import type { VersionedDataset } from '../../db/datasets.ts';
import { allSamples, type SampleRecord } from '../../db/samples.ts';
import { mapInOrder } from '../map-in-order.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { PictureError } from '../pictures/picture-error.ts';
import { type DataProblemCode, ProblemLog } from '../problem-log.ts';
import { systemCode } from '../system-error.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { findAdded } from './find-added.ts';
import { readSource, type SourceFile } from './read-source.ts';
import { sourceFolder } from './resolve-source.ts';

/** The file of a sample as it was imported, or why that can't be had. */
export async function readUnchanged(root: string, sample: SampleRecord): Promise<SourceFile | DataProblemCode> {
  try {
    const file = await readSource(root, sample.path);
    return file.sha256 === sample.sha256 ? file : 'changed';
  } catch (error) {
    return problemOfReading(error);
  }
}

export function problemOfReading(error: unknown): DataProblemCode {
  if (error instanceof PictureError) return 'changed';
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'no-permission';
}

/** Compares the source folder with what was imported; then comes what the import itself found. */
export async function checkSources(
  db: ReadHandle,
  { dataset, version }: VersionedDataset,
  signal?: AbortSignal,
): Promise<DataProblem[]> {
  const log = new ProblemLog();
  const root = sourceFolder(dataset.source);
  const samples = allSamples(db, version.id);
  const outcomes = mapInOrder(samples, decodeParallelism, async (sample) => {
    throwIfCancelled(signal, 'The check');
    const file = await readUnchanged(root, sample);
    return typeof file === 'string' ? { code: file, path: sample.path } : null;
  });
  for await (const outcome of outcomes) if (outcome) log.add(outcome.code, outcome.path);
  const known = new Set(samples.map(({ path }) => path));
  for (const path of await addedTo(root, known, version.createdAt, signal)) log.add('added-since-import', path);
  return [...log.toProblems(), ...version.problems];
}

/** A folder that is gone has nothing new; that its files are missing was said already. */
async function addedTo(
  root: string,
  known: ReadonlySet<string>,
  importedAt: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  try {
    return await findAdded(root, known, new Date(importedAt), signal);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'CANCELLED') return [];
    throw error;
  }
}
