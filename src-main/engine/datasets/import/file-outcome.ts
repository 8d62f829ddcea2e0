import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportedPicture } from '../../db/schema.ts';
import { type InspectedPicture, inspectPicture } from '../pictures/inspect-picture.ts';
import { PictureError, type PictureFault } from '../pictures/picture-error.ts';
import { extensionFits, hasPictureExtension } from '../pictures/picture-format.ts';
import type { DataProblemCode } from '../problem-log.ts';
import { readSource } from '../sources/read-source.ts';
import { systemCode } from '../system-error.ts';

/** What one file turned out to be. */
export interface FileOutcome {
  readonly path: string;
  readonly fingerprint: string;
  /** Null for a file that is left out: then its one problem says why. */
  readonly picture: ImportedPicture | null;
  readonly problems: readonly DataProblemCode[];
  readonly thumbnailBytes: number;
}

/** Changes with every write to the file, whatever time the file itself claims; the same while nothing touches it. */
export async function fingerprint(root: string, path: string): Promise<string> {
  const found = await stat(join(root, path)).catch(() => null);
  return found ? `${found.size} ${found.mtimeMs} ${found.ctimeMs}` : 'none';
}

/** Reads and decodes a file. Never throws for what the file is. */
export async function readOutcome(
  root: string,
  path: string,
): Promise<{ readonly outcome: FileOutcome; readonly thumbnail: Buffer }> {
  // Taken first: a file that is changed while it is read is read again.
  const mark = await fingerprint(root, path);
  try {
    const { bytes, sha256, mtimeMs } = await readSource(root, path);
    const found = await inspectPicture(bytes);
    const { width, height, thumbnail } = found;
    const picture = { sha256, bytes: bytes.length, mtimeMs, width, height };
    const problems = worthKnowing(path, found);
    return { outcome: { path, fingerprint: mark, picture, problems, thumbnailBytes: thumbnail.length }, thumbnail };
  } catch (error) {
    const problems = [problemOf(error, path)];
    return {
      outcome: { path, fingerprint: mark, picture: null, problems, thumbnailBytes: 0 },
      thumbnail: Buffer.alloc(0),
    };
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
  if (!(error instanceof PictureError)) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error)) ? 'vanished' : 'no-permission';
  }
  // A text named `cat.jpg` was meant to be a picture; `notes.txt` was not.
  if (error.fault === 'not-a-picture' && hasPictureExtension(path)) return 'unreadable';
  if (error.fault === 'empty' && !hasPictureExtension(path)) return 'not-an-image';
  return faultCodes[error.fault];
}

function worthKnowing(path: string, picture: InspectedPicture): DataProblemCode[] {
  const codes: DataProblemCode[] = [];
  if (picture.damaged) codes.push('damaged');
  if (!extensionFits(path, picture.format)) codes.push('wrong-extension');
  if (picture.hasAlpha) codes.push('transparency');
  if (picture.frames > 1) codes.push('animation');
  return codes;
}
