import { readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import type { ImportSource } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { DatasetSource } from '../../db/schema.ts';
import { isHiddenName } from '../scan/file-name.ts';
import { bundledFolder, requireBundledSample } from './bundled-samples.ts';
import type { Uploads } from './uploads.ts';

/** Where the files of a dataset lie now. */
export const sourceFolder = (source: DatasetSource): string =>
  source.kind === 'sample' ? bundledFolder(source.sample) : source.path;

/** Turns what was asked for into what the dataset will remember. */
export async function resolveSource(source: ImportSource, uploads: Uploads): Promise<DatasetSource> {
  if (source.kind === 'sample') {
    return { kind: 'sample', sample: source.sample, path: await requireBundledSample(source.sample) };
  }
  if (source.kind === 'upload') return { kind: 'upload', path: await withoutWrapper(uploads.folder(source.upload)) };
  if (!isAbsolute(source.path)) {
    throw new AppError('BAD_INPUT', `The path of the folder must be absolute; got "${source.path}".`, {
      path: source.path,
    });
  }
  return { kind: 'folder', path: resolve(source.path) };
}

/** A dropped folder arrives inside the upload under its own name: the classes are one level further down. */
async function withoutWrapper(folder: string): Promise<string> {
  const [only, ...others] = await readdir(folder, { withFileTypes: true });
  if (!only?.isDirectory() || others.length > 0) return folder;
  const inner = await readdir(join(folder, only.name), { withFileTypes: true });
  const visible = inner.filter((entry) => !isHiddenName(entry.name));
  return visible.some((entry) => entry.isDirectory()) ? join(folder, only.name) : folder;
}
