import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { PictureError } from '../pictures/picture-error.ts';
import { detectFormat, SIGNATURE_BYTES } from '../pictures/picture-format.ts';
import { MAX_FILE_BYTES } from '../pictures/picture-limits.ts';

export interface SourceFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly mtimeMs: number;
}

/**
 * Reads a source file whole, though it may have become anything since the folder was walked. Throws a PictureError for what
 * is too large, no file or no longer inside the folder, a system error for what can't be read.
 */
export async function readSource(root: string, path: string): Promise<SourceFile> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
  const handle = await open(join(root, path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new PictureError('not-a-picture', 'it is no file');
    await assertInside(root, path, found);
    const { size, mtimeMs } = found;
    if (size > MAX_FILE_BYTES) {
      const head = Buffer.alloc(SIGNATURE_BYTES);
      await handle.read(head, 0, SIGNATURE_BYTES, 0);
      if (!detectFormat(head)) throw new PictureError('not-a-picture', 'the content is no picture');
      throw new PictureError('too-large', `${size} bytes are more than ${MAX_FILE_BYTES}`);
    }
    const bytes = await handle.readFile();
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mtimeMs };
  } finally {
    await handle.close();
  }
}

/** The file that was opened is the one that lies here, below the folder: a link may have been put in its place. */
async function assertInside(root: string, path: string, opened: Stats): Promise<void> {
  const [realRoot, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
  const { dev, ino } = await stat(real);
  const isInside = real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  if (!isInside || dev !== opened.dev || ino !== opened.ino) {
    throw new PictureError('not-a-picture', 'it leads out of the folder, or was replaced while it was read');
  }
}
