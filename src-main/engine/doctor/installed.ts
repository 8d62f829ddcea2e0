import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { installation, packaged } from '#main/transport/this-installation.ts';

/** What set-up wrote about the TensorFlow it built (tools/setup/runtime.mjs). */
const runtimeFile = z.object({
  variant: z.enum(['cpu', 'cuda']),
  /** Null for the package's own, older TensorFlow on systems without a pinned one. */
  tensorflow: z.string().nullable(),
  pinned: z.boolean(),
  libraryPath: z.array(z.string()),
});

export interface InstalledTensorFlow extends z.infer<typeof runtimeFile> {
  /** Files and folders that set-up made and that are gone, e.g. after the cache was deleted. */
  readonly missing: readonly string[];
}

export async function strataVersion(): Promise<string> {
  const manifest = z.object({ version: z.string() }).parse(JSON.parse(await readFile(installation.manifest, 'utf8')));
  return manifest.version;
}

/** The version of Electron, or null where none is installed. Its npm package alone is not it. */
export async function electronVersion(): Promise<string | null> {
  if (packaged) return packaged.electron;
  const text = await readFile(installation.electronVersion, 'utf8').catch(() => null);
  return text?.trim().replace(/^v/, '') ?? null;
}

/** Which TensorFlow is installed, by its files: the engine never loads it. Null before set-up. */
export async function installedTensorFlow(): Promise<InstalledTensorFlow | null> {
  const text = await readFile(installation.runtime, 'utf8').catch(() => null);
  if (text === null) return null;
  const runtime = runtimeFile.safeParse(parseJson(text));
  if (!runtime.success) return null;
  const addon = join(installation.tfjs, 'lib', 'napi-v8', 'tfjs_binding.node');
  // stat follows the link into the cache, so it also notices that the cache is gone.
  const library = runtime.data.pinned ? [join(installation.tfjs, 'deps', 'lib', 'libtensorflow_cc.so.2')] : [];
  return { ...runtime.data, missing: await missingOf([addon, ...library, ...runtime.data.libraryPath]) };
}

async function missingOf(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  return paths.filter((_, index) => found[index] === null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
