import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '#shared/util/app-error.ts';

/** A regular file of at most `maxBytes`; anything else is refused before a byte is read. */
export async function readBoundedFile(path: string, maxBytes: number): Promise<Buffer> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new AppError('NOT_FOUND', `There is no file ${path}.`, { path });
      throw new AppError('FILE_UNREADABLE', `${path} can't be read (${error.code}).`, { path });
    },
  );
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new AppError('BAD_INPUT', `${path} is not a file.`, { path });
    if (found.size > maxBytes) {
      throw new AppError('BAD_INPUT', `${path} has ${found.size} bytes; at most ${maxBytes} are read.`, {
        path,
        expected: maxBytes,
        found: found.size,
      });
    }
    return await readAtMost(file, path, maxBytes);
  } finally {
    await file.close();
  }
}

/** Files of the system's own (`/proc`) say that they are empty, and then have no end, or can't be read after all. */
async function readAtMost(file: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > maxBytes) throw new AppError('BAD_INPUT', `${path} has more than ${maxBytes} bytes.`, { path });
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new AppError('FILE_UNREADABLE', `${path} can't be read (${code}).`, { path }, { cause: error });
  }
  return Buffer.concat(pieces);
}
