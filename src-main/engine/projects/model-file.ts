import { readdir, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { type Bounds, withModelFiles } from '#main/transport/model-files-process.ts';
import type { Client } from '#main/transport/rpc.ts';
import type { ModelFilesContract, ReadModelFile } from '#shared/contract/model-files.ts';
import { withRegularFile } from '../bounded-file.ts';
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
  const bytes = await withRegularFile(path, (_file, size) => size);
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
