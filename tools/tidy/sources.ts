import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A file of the project: its path from the root with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const SOURCE_FOLDERS = ['src-shared', 'src-main', 'src-preload', 'src-renderer', 'e2e', 'bench', 'tools'];
const CODE = /\.(ts|tsx|mjs|cjs|css|py)$/;

function filesBelow(folder: string, keep: RegExp): string[] {
  const absolute = join(root, folder);
  if (!statSync(absolute, { throwIfNoEntry: false })) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && keep.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.includes('node_modules/'));
}

const read = (path: string): Source => ({ path, text: readFileSync(join(root, path), 'utf8') });

/** Everything that is written by hand and run, in a stable order. */
export const codeFiles: readonly Source[] = SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder, CODE))
  .sort()
  .map(read);

/** Code, and the documents and settings beside it. */
export const projectFiles: readonly Source[] = [
  ...codeFiles,
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|json|ts)$|^\.npmrc$/.test(entry.name))
    .map((entry) => read(entry.name)),
  ...filesBelow('.ci', /./).map(read),
];

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes('/testing/');

const IMPORT =
  /(?:^|[\s;])(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|(?:^|[\s;])import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** Template strings may hold examples of code, which import nothing. */
const TEMPLATE = /`(?:\\.|[^`\\])*`/g;

/**
 * What a file imports: project files as paths from the root (`src-shared/…`), the rest by package name. Types count,
 * since a part that knows another's types depends on it.
 */
export function importsOf(source: Source): string[] {
  return [...source.text.replace(TEMPLATE, '').matchAll(IMPORT)].map((match) =>
    resolveImport(source.path, match[1] ?? match[2] ?? match[3] ?? ''),
  );
}

const ALIASES: ReadonlyArray<readonly [string, string]> = [
  ['#shared/', 'src-shared/'],
  ['#main/', 'src-main/'],
  ['#renderer/', 'src-renderer/'],
];

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  for (const [alias, folder] of ALIASES) if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
  return specifier;
}
