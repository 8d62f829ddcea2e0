import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '#shared/util/app-error.ts';

/** Opens a regular file for `use`; anything else is refused before a byte is read. */
export async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle, bytes: number) => T | Promise<T>,
): Promise<T> {
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
    return await use(file, found.size);
  } finally {
    await file.close();
  }
}

/** A regular file of at most `maxBytes`. */
export function readBoundedFile(path: string, maxBytes: number): Promise<Buffer> {
  return withRegularFile(path, (file, bytes) => {
    if (bytes <= maxBytes) return readAtMost(file, path, maxBytes);
    const message = `${path} has ${bytes} bytes; at most ${maxBytes} are read.`;
    throw new AppError('BAD_INPUT', message, { path, expected: maxBytes, found: bytes });
  });
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
