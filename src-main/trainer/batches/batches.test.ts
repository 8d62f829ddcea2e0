import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PackedData } from '#shared/contract/trainer.ts';
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
    const all = (await reader.read(Array.from({ length: 12 }, (_, row) => row))).inputs[0];
    const batches = [[5, 6, 7, 2], [11, 0], [3]];
    const found = [];
    for await (const batch of readAhead(reader, batches)) found.push(batch);
    expect(found.map(({ targets }) => [...(targets[0] ?? [])])).toEqual(
      batches.map((rows) => rows.map((row) => row % 3)),
    );
    for (const [index, rows] of batches.entries()) {
      const expected = rows.flatMap((row) => [...(all?.subarray(row * 64, row * 64 + 64) ?? [])]);
      expect([...(found[index]?.inputs[0] ?? [])]).toEqual(expected);
    }
    // Stopping early must leave nothing behind that fails when the file closes.
    for await (const _ of readAhead(reader, batches)) break;
    await reader.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('files that are not what the engine says are refused, and never waited for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-batches-'));
  try {
    const data = await writePictures(folder, 12);
    const [input] = data.inputs;
    const [target] = data.targets;
    if (!input || !target) throw new Error('nothing to lie about');
    const features = (lie: Partial<typeof input>): Partial<PackedData> => ({ inputs: [{ ...input, ...lie }] });
    const labels = (file: string): Partial<PackedData> => ({ targets: [{ ...target, file }] });
    const lies: Partial<PackedData>[] = [
      { count: 13 },
      { count: -12, ...features({ shape: [-8, 8, 1] }) },
      { count: 1e300 },
      features({ shape: [8, 8, 2 ** 52] }),
      features({ shape: [] }),
      features({ dtype: 'float32' }),
      labels(join(folder, 'none')),
      labels(input.file),
      features({ file: target.file }),
      features({ file: folder }),
      ...(process.platform === 'linux' ? [labels('/dev/zero'), features({ file: '/dev/zero' })] : []),
    ];
    for (const lie of lies) {
      const opened = PackedReader.open({ ...data, ...lie });
      await expect(opened, JSON.stringify(lie)).rejects.toMatchObject({ code: 'DATA_INVALID' });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
