import { expect, it } from 'vitest';
import { isNeeded, keepFile } from './kept-files.mjs';

const kept = (manifest: { name: string; main?: string }, files: string[]): string[] =>
  files.filter(keepFile(manifest, 'linux-x64'));

it('keeps what runs and what must be said, and drops what only developers need', () => {
  const files = ['package.json', 'LICENSE', 'NOTICE.txt', 'lib/index.js', 'lib/index.cjs', 'data.json', 'a.wasm'];
  const dead = ['README.md', 'lib/index.d.ts', 'lib/index.js.map', 'src/index.ts', 'test/one.js', 'binding.gyp'];
  expect(kept({ name: 'some' }, [...files, ...dead])).toEqual(files);
});

it('takes source code named after licences for what it is', () => {
  expect(kept({ name: 'some' }, ['dist/license.js', 'dist/license.d.ts'])).toEqual(['dist/license.js']);
});

it('takes one of the builds of tfjs: the one that Node loads', () => {
  const files = ['package.json', 'dist/tf-core.node.js', 'dist/tf-core.fesm.js', 'dist/index.js'];
  expect(kept({ name: '@tensorflow/tfjs-core', main: 'dist/tf-core.node.js' }, files)).toEqual(files.slice(0, 2));
});

it('leaves the binaries of other systems out', () => {
  const files = ['prebuilds/linux-x64.node', 'prebuilds/linux-arm64.node', 'prebuilds/darwin-x64.node'];
  expect(kept({ name: 'better-sqlite3' }, files)).toEqual(['prebuilds/linux-x64.node']);
});

it('takes one of the builds of the HDF5 library', () => {
  const files = ['package.json', 'LICENSE.txt', 'dist/esm/hdf5_hl.js', 'dist/node/hdf5_hl.js', 'dist/iife/h5wasm.js'];
  expect(kept({ name: 'h5wasm' }, files)).toEqual(files.slice(0, 3));
});

it('leaves packages out that are never loaded', () => {
  expect(['@types/node', 'type-fest', 'core-js', 'sharp', 'node'].filter(isNeeded)).toEqual(['sharp', 'node']);
});
