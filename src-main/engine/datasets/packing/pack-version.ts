import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFull, isDiskFull, requireSpace } from '#main/transport/storage-error.ts';
import type { PackedColumn, PackedData } from '#shared/contract/trainer.ts';
import { splitOrder } from '#shared/data/stratified-split.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import { getVersion } from '../../db/datasets.ts';
import { allSamples, countSamples, type SampleRecord } from '../../db/samples.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { mapInOrder } from '../map-in-order.ts';
import { decodePicture, type PictureSpec } from '../pictures/decode-picture.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { type DataProblemCode, ProblemLog } from '../problem-log.ts';
import { readUnchanged } from '../sources/check-sources.ts';
import { sourceFolder } from '../sources/resolve-source.ts';
import { classesOf } from '../summaries.ts';
import { systemCode } from '../system-error.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { markUsed, prunePacked } from './packed-cache.ts';
import {
  BlockWriter,
  featuresFile,
  isPacked,
  labelsFile,
  type PackSpec,
  packKey,
  writeLabels,
} from './packed-files.ts';

const NOTHING = new Uint8Array(0);

export interface PackProgress {
  readonly done: number;
  readonly total: number;
}

/** A dataset version as it lies in the cache: its pictures at one size, and their classes. */
export interface PackedVersion extends Pick<PackedData, 'count' | 'splits'> {
  readonly pictures: PackedColumn;
  /** Class numbers. */
  readonly labels: PackedColumn;
  readonly classes: string[];
}

/**
 * Decodes a dataset version once into files that the trainer maps: uint8 rows in the order of the samples. What is
 * already packed is used as it is. A source file that is gone or changed since the import is never trained on: all such
 * files are named in the error, and nothing is kept.
 */
export async function packVersion(
  context: DatasetsContext,
  versionId: string,
  spec: PackSpec,
  onProgress: (progress: PackProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<PackedVersion> {
  const picture = pictureSpec(spec);
  const { dataset, version } = getVersion(context.db.read, versionId);
  const samples = chosenSamples(allSamples(context.db.read, versionId), spec.sample);
  const folder = join(context.home.packed, packKey(version.contentHash, spec));
  const bytesPerSample = bytesOf(picture);

  if (await isPacked(folder, samples.length, bytesPerSample)) {
    await markUsed(folder);
  } else {
    const bytes = samples.length * (bytesPerSample + 4);
    requireSpace(context.home.packed, bytes, 'The pictures at this size do not fit: a smaller input needs less');
    // Not `cache/packed/<key>` itself: a whole folder appears at once, or none.
    const part = `${folder}.${newId('part')}`;
    try {
      await mkdir(part, { recursive: true });
      await writeFeatures(part, sourceFolder(dataset.source), samples, picture, onProgress, signal);
      await writeLabels(part, samples.map(labelOf));
      await replaceFolder(part, folder);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      throw diskFull(context.home.packed, { cause: error, keep: 'The pictures could not be prepared' });
    } finally {
      await rm(part, { recursive: true, force: true });
    }
    await prunePacked(context);
  }
  return {
    count: samples.length,
    pictures: { file: featuresFile(folder), shape: [...spec.shape], dtype: 'uint8' },
    labels: { file: labelsFile(folder), shape: [], dtype: 'int32' },
    classes: classesOf(version.columns),
    splits: {
      train: rowsOf(samples, 'train'),
      validation: rowsOf(samples, 'validation'),
      test: rowsOf(samples, 'test'),
    },
  };
}

/** Whether nothing is left to decode. */
export function isVersionPacked({ db, home }: DatasetsContext, versionId: string, spec: PackSpec): Promise<boolean> {
  const { contentHash } = getVersion(db.read, versionId).version;
  const folder = join(home.packed, packKey(contentHash, spec));
  const samples = countSamples(db.read, versionId).reduce((sum, { count }) => sum + count, 0);
  return isPacked(folder, samples, bytesOf(pictureSpec(spec)));
}

const bytesOf = ({ height, width, channels }: PictureSpec): number => height * width * channels;

/** The spec as the picture decoder takes it; a shape that isn't one of a picture is refused. */
export function pictureSpec({ shape, resize }: PackSpec): PictureSpec {
  const [height, width, channels] = shape;
  const whole = [height, width].every(
    (size) => size !== undefined && Number.isInteger(size) && size >= 1 && size <= 4096,
  );
  if (shape.length === 3 && whole && (channels === 1 || channels === 3)) {
    return { height: height as number, width: width as number, channels, resize };
  }
  throw new AppError(
    'DATA_INVALID',
    `Pictures can't be packed as [${shape.join(', ')}]: expected height and width from 1 to 4096 and 1 or 3 channels.`,
    { shape: [...shape] },
  );
}

async function writeFeatures(
  folder: string,
  root: string,
  samples: readonly SampleRecord[],
  spec: PictureSpec,
  onProgress: (progress: PackProgress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const problems = new ProblemLog();
  const outcomes = mapInOrder(samples, decodeParallelism, async (sample): Promise<Uint8Array | DataProblemCode> => {
    throwIfCancelled(signal, 'The preparation of the data');
    const file = await readUnchanged(root, sample);
    if (typeof file === 'string') return file;
    // Once a file is at fault nothing will be kept: all that is left to do is to find the others.
    return problems.isEmpty ? decodePicture(file.bytes, spec) : NOTHING;
  });
  const handle = await open(featuresFile(folder), 'w');
  try {
    const writer = new BlockWriter(handle);
    let done = 0;
    for await (const outcome of outcomes) {
      const sample = samples[done] as SampleRecord;
      if (typeof outcome === 'string') problems.add(outcome, sample.path);
      else await writer.append(outcome);
      onProgress({ done: ++done, total: samples.length });
    }
    refuseChanged(root, problems);
    await writer.flush();
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refuseChanged(root: string, problems: ProblemLog): void {
  const found = problems.toProblems();
  if (found.length === 0) return;
  const count = found.reduce((sum, problem) => sum + problem.count, 0);
  const names = found.flatMap(({ code, examples }) => examples.map((name) => `${name} (${code})`)).slice(0, 5);
  throw new AppError(
    'DATA_INVALID',
    `${count} source files in ${root} are not as they were imported: ${names.join(', ')}${count > names.length ? ', …' : ''}. ` +
      'Put them back, or import the folder again for a new version of the dataset.',
    { problems: found },
  );
}

/** Another run may have packed the same meanwhile: its folder holds the same bytes. */
async function replaceFolder(part: string, folder: string): Promise<void> {
  try {
    await rename(part, folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(systemCode(error))) throw error;
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
  }
}

function labelOf(sample: SampleRecord): number {
  if (sample.label !== null) return sample.label;
  throw new AppError('DATA_INVALID', `${sample.path} has no label.`, { path: sample.path });
}

const isOf = (name: (typeof splitOrder)[number]) => (sample: SampleRecord) => splitOrder[sample.split] === name;

/** Of a sample of the data, training samples from everywhere in the order, so that no class is left out by it. */
function chosenSamples(samples: readonly SampleRecord[], count: number | undefined): readonly SampleRecord[] {
  if (count === undefined) return samples;
  const train = samples.filter(isOf('train'));
  const step = Math.max(1, train.length / count);
  return train.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, count);
}

/** Row numbers count in the packed file. */
const rowsOf = (samples: readonly SampleRecord[], name: (typeof splitOrder)[number]): number[] =>
  samples.flatMap((sample, row) => (isOf(name)(sample) ? [row] : []));
