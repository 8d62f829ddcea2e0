import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../db/database.ts';
import { getVersion } from '../db/datasets.ts';
import { type SampleRecord, samplesAt } from '../db/samples.ts';
import { PictureError } from './pictures/picture-error.ts';
import { previewPicture } from './pictures/preview.ts';
import { readSource } from './sources/read-source.ts';
import { sourceFolder } from './sources/resolve-source.ts';
import { systemCode } from './system-error.ts';

/** The file behind a sample. */
export async function sampleFile(
  db: ReadHandle,
  versionId: string,
  index: number,
): Promise<{ readonly sample: SampleRecord; readonly bytes: Buffer }> {
  const { dataset, version } = getVersion(db, versionId);
  const [sample] = samplesAt(db, versionId, [index]);
  if (!sample) {
    const message = `Version ${version.number} of "${dataset.name}" has no sample ${index}.`;
    throw new AppError('NOT_FOUND', message, { version: versionId, index });
  }
  try {
    return { sample, bytes: (await readSource(sourceFolder(dataset.source), sample.path)).bytes };
  } catch (error) {
    throw unreadable(error, sample);
  }
}

/** A JPEG to look at, longest side at most `maxSide`. */
export async function samplePicture(
  db: ReadHandle,
  versionId: string,
  index: number,
  maxSide: number,
): Promise<Buffer> {
  const { sample, bytes } = await sampleFile(db, versionId, index);
  try {
    return await previewPicture(bytes, maxSide);
  } catch (error) {
    throw unreadable(error, sample);
  }
}

function unreadable(error: unknown, { path }: SampleRecord): unknown {
  const why = error instanceof PictureError ? error.message : systemCode(error);
  if (why === '') return error;
  return new AppError('FILE_UNREADABLE', `The picture ${path} can't be shown: ${why}.`, { path }, { cause: error });
}
