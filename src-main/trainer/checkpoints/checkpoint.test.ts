import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshState } from '#shared/training/checkpoint.ts';
import { type Checkpoint, hasCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-checkpoint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const checkpoint = (step: number): Checkpoint => ({
  weights: new Map([['dense/kernel', { shape: [2], values: Float32Array.of(step, 0.1) }]]),
  optimizer: new Map([['velocity:dense/kernel', { shape: [2], values: Float32Array.of(0, 1) }]]),
  metrics: { loss: 1 / step },
  state: { ...freshState(), step },
});

test('a later checkpoint replaces the one before, files and all', async () => {
  expect(await hasCheckpoint(folder)).toBe(false);
  await writeCheckpoint(folder, checkpoint(1));
  const bytes = await writeCheckpoint(folder, checkpoint(2));
  expect(await readCheckpoint(folder)).toEqual(checkpoint(2));
  const names = await readdir(folder);
  expect(names).toHaveLength(3);
  const sizes = await Promise.all(names.map(async (name) => (await readFile(join(folder, name))).byteLength));
  expect(sizes.reduce((sum, size) => sum + size)).toBe(bytes);
});

test('what a killed writer left behind does not count, and goes with the next checkpoint', async () => {
  await writeCheckpoint(folder, checkpoint(1));
  await writeFile(join(folder, 'weights-2-1.safetensors'), 'half a fi');
  await writeFile(join(folder, 'state.json.next'), '{"format":1,');
  expect(await readCheckpoint(folder)).toEqual(checkpoint(1));
  await writeCheckpoint(folder, checkpoint(3));
  expect(await readdir(folder)).toHaveLength(3);
});

test('a missing or damaged checkpoint is named', async () => {
  await expect(readCheckpoint(join(folder, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await writeFile(join(folder, 'state.json'), '{"weights":"../../secret"}');
  await expect(readCheckpoint(folder)).rejects.toMatchObject({ code: 'FILE_FORMAT' });
});
