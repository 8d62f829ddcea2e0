import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { type Bounds, withModelFiles } from '#main/transport/model-files-process.ts';
import type { Client } from '#main/transport/rpc.ts';
import type { ModelFilesContract, ReadModelFile } from '#shared/contract/model-files.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';

/** A file that another program may have written a model into, by its name. */
export const isModelFile = (path: string): boolean =>
  ['.keras', '.h5', '.hdf5', '.json'].includes(extname(path).toLowerCase());

const GIB = 2 ** 30;

/** The library and a small model take 200 MiB; what weights become is several times as large as they are, for a moment. */
export const boundsFor = (bytes: number): Bounds => ({
  bytes: Math.min(GIB + 4 * bytes, 32 * GIB),
  milliseconds: 60_000 + bytes / 10_000,
});

/** Reads a model file in a process of its own; `checkpoint` null leaves its weights alone. */
export async function readModelFile(
  context: Pick<EngineContext, 'home' | 'log'>,
  path: string,
  checkpoint: string | null,
): Promise<ReadModelFile> {
  const bytes = await requireFile(path);
  const beside = extname(path).toLowerCase() === '.json' ? await bytesBeside(path) : 0;
  const scratch = context.home.scratch;
  return onModelFile(context, path, boundsFor(bytes + beside), (client) => client.read({ path, checkpoint, scratch }));
}

/** Asks a process that is there for one file alone; what nobody foresaw in it comes into the engine's log. */
export const onModelFile = <T>(
  { log }: Pick<EngineContext, 'log'>,
  file: string,
  bounds: Bounds,
  ask: (client: Client<ModelFilesContract>) => Promise<T>,
): Promise<T> =>
  withModelFiles(file, bounds, ask, (unexpected) =>
    log.error({ ...unexpected }, 'unexpected error in a process for model files'),
  );

/** How large a regular file is; anything else is refused before a byte is read. */
async function requireFile(path: string): Promise<number> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new AppError('NOT_FOUND', `There is no file ${path}.`, { path });
      throw new AppError('FILE_UNREADABLE', `${path} can't be read (${error.code}).`, { path });
    },
  );
  try {
    const found = await file.stat();
    if (found.isFile()) return found.size;
    throw new AppError('BAD_INPUT', `${path} is not a file.`, { path });
  } finally {
    await file.close();
  }
}

const MOST_SHARDS = 1000;

/** Of the files in the folder, where the weights of a `model.json` lie. */
async function bytesBeside(path: string): Promise<number> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.slice(0, MOST_SHARDS).map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
