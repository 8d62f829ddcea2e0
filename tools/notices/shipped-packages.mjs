/** Which npm packages ship with Strata, by the lock file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';

/** Development packages whose code ends up in the window's bundle. */
export const BUNDLED = [
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@xyflow/react',
  'core-js',
  'echarts',
  'lucide-react',
  'react',
  'react-dom',
  'zustand',
];

export const lockedPackages = () => JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')).packages;

/** The production packages that package.json names. */
export const runtimeNames = (lock) => Object.keys(lock[''].dependencies);

/** Node's resolution over the lock file: the nearest enclosing node_modules that holds the package. */
function resolve(lock, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const key = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[key] !== undefined) return key;
    if (folder === '' || !folder.includes('/node_modules/')) {
      const top = `node_modules/${name}`;
      return lock[top] === undefined ? null : top;
    }
  }
}

/** Keys of the lock file (`node_modules/…`) of these packages and all that they depend on, on any system. */
export function packagesBelow(lock, names) {
  const queue = names.map((name) => resolve(lock, '', name));
  const seen = new Set();
  while (queue.length > 0) {
    const key = queue.pop();
    if (key === null || seen.has(key)) continue;
    seen.add(key);
    const { dependencies = {}, optionalDependencies = {} } = lock[key];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) queue.push(resolve(lock, key, name));
  }
  return [...seen].sort();
}

export const packageName = (key) => key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The licence that a package names, by its SPDX expression. */
export function licenceOf(lock, key) {
  if (lock[key].license !== undefined) return lock[key].license;
  try {
    const { license } = JSON.parse(readFileSync(join(projectRoot, key, 'package.json'), 'utf8'));
    return typeof license === 'string' ? license : 'see the package';
  } catch {
    return 'see the package';
  }
}
