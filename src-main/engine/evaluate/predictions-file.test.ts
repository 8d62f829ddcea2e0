import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { homePaths } from '../home.ts';
import { predictionsFile, readPredictions, writePredictions } from './predictions-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-predictions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const predictions = {
  rows: Int32Array.of(4, 9, 70_000),
  truth: Int32Array.of(0, 1, 1),
  predicted: Int32Array.of(0, 0, 1),
  scores: Float32Array.of(0.5, 0.5, 0.75, 0.25, 0, 1),
};

test('what was written comes back', async () => {
  const file = predictionsFile(homePaths(folder), 'run_1', 'test', 120);
  await writePredictions(file, predictions);
  expect(await readPredictions(file, 3, 2)).toEqual(predictions);
});

test('a cache that was cleared, cut, or made for another split counts as none', async () => {
  const file = predictionsFile(homePaths(folder), 'run_1', 'test', 120);
  expect(await readPredictions(file, 3, 2)).toBeNull();
  await writePredictions(file, predictions);
  expect(await readPredictions(file, 4, 2)).toBeNull();
  expect(await readPredictions(file, 3, 1)).toBeNull();
  truncateSync(file, 20);
  expect(await readPredictions(file, 3, 2)).toBeNull();
});

test('other weights and other splits have other files', () => {
  const home = homePaths(folder);
  const files = [
    predictionsFile(home, 'run_1', 'test', 1),
    predictionsFile(home, 'run_1', 'test', 2),
    predictionsFile(home, 'run_1', 'train', 1),
    predictionsFile(home, 'run_2', 'test', 1),
  ];
  expect(new Set(files).size).toBe(4);
});
