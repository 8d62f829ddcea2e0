import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PackedData, TrainJob } from '#shared/contract/trainer.ts';
import { chain } from '../testing/chain.ts';
import { steps } from '../testing/engine-parity.ts';
import { smallJob } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { differenceOf } from './compare-replay.ts';

let folder: string;
let data: PackedData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-xla-'));
  data = await writePictures(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const dense: TrainJob['graph'] = chain(
  ['input', { shape: [8, 8, 1] }],
  ['rescaling', { scale: 1 / 255, offset: 0 }],
  ['gaussian_noise', { stddev: 0.1 }],
  ['flatten'],
  ['dense', { units: 16, activation: 'relu' }],
  ['dropout', { rate: 0.3 }],
  ['dense', { units: 3 }],
  ['output'],
);

const withXla = (job: TrainJob): TrainJob => ({ ...job, config: { ...job.config, xla: true } });

test.each([
  ['dense layers with noise and dropout, by Adam', dense, { name: 'adam', learningRate: 0.01 }],
  ['the same by momentum', dense, { name: 'sgd', learningRate: 0.05, momentum: 0.9 }],
])('%s: compiled, a seed learns what it learns uncompiled', async (_, graph, optimizer) => {
  const job = { ...smallJob(folder, data, { optimizer: optimizer as never }), graph };
  const compiled = await steps(withXla(job), 25);
  const plain = await steps(job, 25);
  expect(compiled).toMatchObject({ engine: 'graph', compilation: { used: true, reason: null } });
  expect(compiled.compilation?.seconds).toBeGreaterThan(0);
  expect(plain.compilation).toBeNull();
  expect(differenceOf(plain.losses, compiled.losses)).toBeLessThan(1e-4);
  for (const [path, values] of plain.weights) {
    expect(differenceOf(values, compiled.weights.get(path)), path).toBeLessThan(1e-3);
  }
});

test('two compiled runs of a seed are equal to the last bit, with augmentation, dropout and normalization', async () => {
  const job = withXla(smallJob(folder, data));
  const [one, other] = [await steps(job, 12), await steps(job, 12)];
  expect(one.losses).toEqual(other.losses);
  expect(one.compilation).toMatchObject({ used: true });
  expect(one.weights).toEqual(other.weights);
});

test('what XLA does not know is replayed without it, with the reason', async () => {
  // After a layer that learns it can't be done before.
  const graph = chain(
    ['input', { shape: [8, 8, 1] }],
    ['conv2d', { filters: 2, kernel_size: [3, 3], padding: 'same' }],
    ['random_translation', { height_factor: 0.1, width_factor: 0.1 }],
    ['flatten'],
    ['dense', { units: 3 }],
    ['output'],
  );
  const found = await steps(withXla({ ...smallJob(folder, data), graph }), 3);
  expect(found).toMatchObject({
    engine: 'graph',
    compilation: { used: false, reason: 'XLA has no kernel for ImageProjectiveTransformV3' },
  });
});
