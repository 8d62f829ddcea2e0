import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { PictureError } from '../pictures/picture-error.ts';
import { detectFormat, SIGNATURE_BYTES } from '../pictures/picture-format.ts';
import { MAX_FILE_BYTES } from '../pictures/picture-limits.ts';

export interface SourceFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly mtimeMs: number;
}

/** Reads a source file whole. Throws a PictureError for what is too large, a system error for what can't be read. */
export async function readSource(root: string, path: string): Promise<SourceFile> {
  const handle = await open(join(root, path), 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
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
