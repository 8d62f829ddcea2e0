import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareCodePoints } from '#shared/data/code-point-order.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { DataProblemCode, ProblemLog } from '../problem-log.ts';
import { systemCode } from '../system-error.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { decodeName, escapeName, isHiddenName } from './file-name.ts';

const MAX_DEPTH = 64;
const MAX_ENTRIES = 5_000_000;

/** Paths are relative to the root, with forward slashes, in code point order. */
export interface Walk {
  /** Every visible file, whatever it contains. */
  readonly files: string[];
  /** Every visible folder that was walked, without the root. */
  readonly folders: string[];
  /** Files, and folders that weren't walked: each is in `files` or left out with a problem. */
  readonly seen: number;
}

interface Folder {
  /** Empty for the root. */
  readonly path: string;
  /** Without links, so that no folder is walked twice. */
  readonly real: string;
  readonly depth: number;
}

/**
 * Finds all files below a folder. Links are followed inside the folder only, and after everything else: so a folder
 * keeps its own name when a link leads to it too, and a loop ends where it began.
 */
export async function walkFolder(
  root: string,
  problems: ProblemLog,
  onProgress: (files: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Walk> {
  const rootReal = await openRoot(root);
  const files: string[] = [];
  const folders: string[] = [];
  const links: Folder[] = [];
  const visited = new Set<string>([rootReal]);
  let seen = 0;

  function leaveOut(code: DataProblemCode, path: string): void {
    seen++;
    problems.add(code, path);
  }

  async function walk(start: Folder): Promise<void> {
    const waiting = [start];
    for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
      throwIfCancelled(signal, 'The import');
      const entries = await list(folder);
      if (!entries) {
        leaveOut('no-permission', `${folder.path}/`);
        continue;
      }
      if (folder.path !== '') folders.push(folder.path);
      for (const entry of entries) take(folder, entry, waiting);
      if (seen > MAX_ENTRIES) {
        throw new AppError('DATA_INVALID', `${root} holds more than ${MAX_ENTRIES} files. Choose a smaller folder.`);
      }
      onProgress(files.length);
    }
  }

  function take(folder: Folder, entry: Dirent<Buffer>, waiting: Folder[]): void {
    const name = decodeName(entry.name);
    const shown = `${folder.path}/${name ?? escapeName(entry.name)}`.replace(/^\//, '');
    const child = { path: shown, real: join(folder.real, name ?? ''), depth: folder.depth + 1 };
    const fault = faultOf(name, entry, child);
    if (fault) {
      leaveOut(fault, entry.isDirectory() ? `${shown}/` : shown);
    } else if (entry.isDirectory()) {
      visited.add(child.real);
      waiting.push(child);
    } else if (entry.isFile()) {
      seen++;
      files.push(child.path);
    } else {
      links.push(child);
    }
  }

  function faultOf(name: string | null, entry: Dirent<Buffer>, child: Folder): DataProblemCode | null {
    if (name === null) return 'name-not-utf8';
    if (isHiddenName(name)) return 'hidden';
    if (entry.isDirectory()) {
      if (visited.has(child.real)) return 'link-loop';
      return child.depth > MAX_DEPTH ? 'too-deep' : null;
    }
    return entry.isFile() || entry.isSymbolicLink() ? null : 'special-file';
  }

  async function follow(link: Folder): Promise<void> {
    let real: string;
    let target: Stats;
    try {
      real = await realpath(link.real);
      target = await stat(real);
    } catch (error) {
      const code = systemCode(error);
      return leaveOut(code === 'ELOOP' ? 'link-loop' : code === 'ENOENT' ? 'link-broken' : 'no-permission', link.path);
    }
    const inside = relative(rootReal, real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || join(rootReal, inside) !== real) {
      return leaveOut('link-outside', link.path);
    }
    if (target.isFile()) {
      seen++;
      files.push(link.path);
    } else if (!target.isDirectory()) {
      leaveOut('special-file', link.path);
    } else if (visited.has(real)) {
      leaveOut('link-loop', link.path);
    } else {
      visited.add(real);
      await walk({ path: link.path, real, depth: link.depth });
    }
  }

  await walk({ path: '', real: rootReal, depth: 0 });
  while (links.length > 0) {
    const batch = links.splice(0).sort((a, b) => compareCodePoints(a.path, b.path));
    for (const link of batch) {
      throwIfCancelled(signal, 'The import');
      await follow(link);
    }
  }
  files.sort(compareCodePoints);
  folders.sort(compareCodePoints);
  return { files, folders, seen };
}

async function openRoot(root: string): Promise<string> {
  try {
    const real = await realpath(root);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') throw new AppError('NOT_FOUND', `There is no folder ${root}.`, { path: root });
    throw new AppError(
      'FILE_UNREADABLE',
      `The folder ${root} can't be read (${code}).`,
      { path: root },
      { cause: error },
    );
  }
  throw new AppError('DATA_INVALID', `${root} is a file; a folder with one folder per class was expected.`, {
    path: root,
  });
}

/** Null where the system doesn't let us. Sorted, so that examples are the same every time. */
async function list(folder: Folder): Promise<Dirent<Buffer>[] | null> {
  try {
    const entries = await readdir(folder.real, { withFileTypes: true, encoding: 'buffer' });
    return entries.sort((a, b) => Buffer.compare(a.name, b.name));
  } catch {
    return null;
  }
}
