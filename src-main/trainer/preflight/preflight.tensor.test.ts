import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PackedData } from '#shared/contract/trainer.ts';
import { rateOfStep, suggestRate } from '#shared/training/preflight/rate-range.ts';
import { tf } from '../runtime/tf.ts';
import { smallJob } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { findRate } from './find-rate.ts';
import { measureSteps } from './measure-steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'strata-preflight-'));
let data: PackedData;
beforeAll(async () => {
  data = await writePictures(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a few steps are measured at a small and at the full batch, and leave no tensor over', async () => {
  const job = smallJob(folder, data, { batchSize: 128 });
  const before = tf.memory().numTensors;
  const found = await measureSteps(job);
  expect(tf.memory().numTensors).toBe(before);
  expect(found.steps.map(({ batch }) => batch)).toEqual([16, 128]);
  for (const { trainSeconds, evaluateSeconds, peakBytes } of found.steps) {
    expect(trainSeconds).toBeGreaterThan(0);
    expect(evaluateSeconds).toBeGreaterThan(0);
    expect(peakBytes).toBeGreaterThanOrEqual(found.baseBytes);
  }
  // 3×3×1×4 + 16 (normalization) + 64×3 + 3 weights, and two slots of Adam for all but the two averages, as float32.
  expect(found.parameters).toBe(36 + 16 + 195);
  expect(found.checkpointBytes).toBe(4 * (247 + 2 * (247 - 8)));
});

test('a rate is found at which the network learns, and the rest of the range is not tried once it diverges', async () => {
  const job = smallJob(folder, data, { batchSize: 16, optimizer: { name: 'sgd' } as never });
  const points = [];
  for await (const point of findRate(job)) points.push(point);
  expect(points.map(({ rate }) => rate)).toEqual(points.map((_, step) => rateOfStep(step)));
  const suggestion = suggestRate(points);
  expect(suggestion?.steepest).toBeGreaterThan(1e-4);
  expect(suggestion?.steepest).toBeLessThan(1);
});

test('the same job gives the same curve', async () => {
  const job = smallJob(folder, data);
  const curve = async () => {
    const points = [];
    for await (const point of findRate(job)) points.push(point);
    return points;
  };
  expect(await curve()).toEqual(await curve());
});
