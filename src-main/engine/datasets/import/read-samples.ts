import { compareCodePoints } from '#shared/data/code-point-order.ts';
import { mapInOrder } from '../map-in-order.ts';
import { type InspectedPicture, inspectPicture } from '../pictures/inspect-picture.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { PictureError, type PictureFault } from '../pictures/picture-error.ts';
import { extensionFits, hasPictureExtension } from '../pictures/picture-format.ts';
import type { DataProblemCode, ProblemLog } from '../problem-log.ts';
import type { Candidate } from '../scan/class-folders.ts';
import { readSource } from '../sources/read-source.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';

/** A picture that can be trained on. */
export interface ReadSample extends Candidate {
  readonly sha256: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly width: number;
  readonly height: number;
}

export interface ReadOptions {
  readonly problems: ProblemLog;
  /** In the order of the samples. */
  readonly onThumbnail: (jpeg: Buffer) => Promise<void>;
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

type Outcome = { sample: ReadSample; picture: InspectedPicture } | { code: DataProblemCode; path: string };

/** Decodes every candidate, several at once; each becomes a sample or a problem. Samples keep the order of the paths. */
export async function readSamples(
  root: string,
  candidates: readonly Candidate[],
  options: ReadOptions,
): Promise<ReadSample[]> {
  const { problems, onThumbnail, onProgress, signal } = options;
  const ordered = [...candidates].sort((a, b) => compareCodePoints(a.path, b.path));
  const samples: ReadSample[] = [];
  let done = 0;
  const outcomes = mapInOrder(ordered, decodeParallelism, (candidate) => {
    throwIfCancelled(signal, 'The import');
    return readOne(root, candidate);
  });
  for await (const outcome of outcomes) {
    throwIfCancelled(signal, 'The import');
    if ('code' in outcome) {
      problems.add(outcome.code, outcome.path);
    } else {
      note(outcome.sample, outcome.picture, problems);
      samples.push(outcome.sample);
      await onThumbnail(outcome.picture.thumbnail);
    }
    onProgress?.(++done);
  }
  return samples;
}

async function readOne(root: string, candidate: Candidate): Promise<Outcome> {
  try {
    const { bytes, sha256, mtimeMs } = await readSource(root, candidate.path);
    const picture = await inspectPicture(bytes);
    const { width, height } = picture;
    return { sample: { ...candidate, sha256, bytes: bytes.length, mtimeMs, width, height }, picture };
  } catch (error) {
    return { code: problemOf(error, candidate.path), path: candidate.path };
  }
}

const faultCodes: Record<PictureFault, DataProblemCode> = {
  empty: 'empty-file',
  'not-a-picture': 'not-an-image',
  'unsupported-format': 'unsupported-format',
  truncated: 'truncated',
  unreadable: 'unreadable',
  'too-large': 'too-large',
};

function problemOf(error: unknown, path: string): DataProblemCode {
  if (!(error instanceof PictureError)) return 'no-permission';
  // A text named `cat.jpg` was meant to be a picture; `notes.txt` was not.
  if (error.fault === 'not-a-picture' && hasPictureExtension(path)) return 'unreadable';
  if (error.fault === 'empty' && !hasPictureExtension(path)) return 'not-an-image';
  return faultCodes[error.fault];
}

function note(sample: ReadSample, picture: InspectedPicture, problems: ProblemLog): void {
  if (picture.damaged) problems.add('damaged', sample.path);
  if (!extensionFits(sample.path, picture.format)) problems.add('wrong-extension', sample.path);
  if (picture.hasAlpha) problems.add('transparency', sample.path);
  if (picture.frames > 1) problems.add('animation', sample.path);
}
