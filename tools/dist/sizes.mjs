/** What a packed folder weighs, by part. */
import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesBelow } from '../setup/files.mjs';
import { megabytes } from '../setup/progress.mjs';

/** The first that matches a path (from the folder, with forward slashes) has it. */
const PARTS = [
  ['TensorFlow', /tfjs-node-gpu\/(deps|lib)\//],
  ['Node 24', /node_modules\/node\//],
  ['npm packages', /\/node_modules\//],
  ['window, preload, shell', /\/app\/out\//],
  ['engine, trainer, command line', /\/app\/src-/],
  ['samples', /\/app\/resources\//],
  ['licences', /\/app\/(licences|LICENSE|THIRD)|LICENSE/],
  ['Electron', /./],
];

/** `[{ part, bytes }]` in the order above, the total last. */
export function sizesByPart(folder) {
  const rows = PARTS.map(([part]) => ({ part, bytes: 0 }));
  for (const path of filesBelow(folder)) {
    const file = relative(folder, path).split(sep).join('/');
    rows[PARTS.findIndex(([, pattern]) => pattern.test(file))].bytes += lstatSync(join(folder, file)).size;
  }
  return [...rows, { part: 'together', bytes: rows.reduce((sum, row) => sum + row.bytes, 0) }];
}

export const describeSizes = (rows) =>
  rows.map(({ part, bytes }) => `${part.padEnd(30)} ${megabytes(bytes).padStart(8)}`).join('\n');
