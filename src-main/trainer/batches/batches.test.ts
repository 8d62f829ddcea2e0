import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePictures } from '../testing/packed.ts';
import { shuffledBatches } from './epoch-plan.ts';
import { PackedReader } from './packed-reader.ts';
import { readAhead } from './read-ahead.ts';

test('an epoch has every row once, in an order of its own that can be had again', () => {
  const rows = Array.from({ length: 23 }, (_, index) => index * 3);
  const first = shuffledBatches(rows, 8, 7, 0);
  expect(first.map((batch) => batch.length)).toEqual([8, 8, 7]);
  expect(first.flat().sort((a, b) => a - b)).toEqual(rows);
  expect(shuffledBatches(rows, 8, 7, 0)).toEqual(first);
  expect(shuffledBatches(rows, 8, 7, 1)).not.toEqual(first);
  expect(shuffledBatches(rows, 8, 8, 0)).not.toEqual(first);
});

test('rows come in the order asked for, with their labels, however they lie in the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-batches-'));
  try {
    const data = await writePictures(folder, 12);
    const reader = await PackedReader.open(data);
    const all = (await reader.read(Array.from({ length: 12 }, (_, row) => row))).features;
    const batches = [[5, 6, 7, 2], [11, 0], [3]];
    const found = [];
    for await (const batch of readAhead(reader, batches)) found.push(batch);
    expect(found.map(({ labels }) => [...labels])).toEqual(batches.map((rows) => rows.map((row) => row % 3)));
    for (const [index, rows] of batches.entries()) {
      const expected = rows.flatMap((row) => [...all.subarray(row * 64, row * 64 + 64)]);
      expect([...(found[index]?.features ?? [])]).toEqual(expected);
    }
    // Stopping early must leave nothing behind that fails when the file closes.
    for await (const _ of readAhead(reader, batches)) break;
    await reader.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
