import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { root } from './sources.ts';

const names = z.record(z.string(), z.string()).default({});
const lockfile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), optionalDependencies: names })),
});

const lock = lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

/** True where Node would find the package from there: in the folder itself, or in one above. */
function isLocked(from: string, name: string): boolean {
  const own = `${from}/node_modules/${name}`.replace(/^\//, '');
  if (own in lock.packages) return true;
  if (from === '') return false;
  return isLocked(from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '', name);
}

// A registry that lacks a package for another system makes `npm install` leave it out, and `npm ci` then refuses the file.
it('locks the optional packages of every system', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

it('locks a version for every package', () => {
  const unversioned = Object.entries(lock.packages).filter(([, entry]) => entry.version === undefined);
  expect(unversioned.map(([path]) => path)).toEqual([]);
});
