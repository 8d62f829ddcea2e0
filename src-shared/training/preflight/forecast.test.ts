import { expect, test } from 'vitest';
import { forecast, smallerBatch } from './forecast.ts';
import type { StepMeasurement } from './measurement.ts';

const MiB = 2 ** 20;
const measured: StepMeasurement = {
  engine: 'eager',
  parameters: 1000,
  checkpointBytes: 12_000,
  startSeconds: 2,
  baseBytes: 400 * MiB,
  availableBytes: 600 * MiB,
  steps: [
    { batch: 8, trainSeconds: 0.02, evaluateSeconds: 0.01, peakBytes: 416 * MiB },
    { batch: 32, trainSeconds: 0.05, evaluateSeconds: 0.02, peakBytes: 464 * MiB },
  ],
};
const plan = { epochs: 10, batchSize: 32, train: 320, validation: 64 };

test('time is that of all steps, memory what was seen, disk that of two checkpoints and the one being written', () => {
  expect(forecast(measured, plan)).toMatchObject({
    epochSeconds: 10 * 0.05 + 2 * 0.02,
    totalSeconds: 2 + 10 * 0.54,
    peakBytes: 464 * MiB,
    fits: true,
    diskBytes: 36_000,
  });
});

test('the largest batch fills what may be used, 2 MiB a sample', () => {
  const { largestBatch } = forecast(measured, plan);
  expect(largestBatch).toBe(Math.floor(32 + (1000 * 0.85 - 464) / 2));
});

test('a batch that was not tried is told from those that were', () => {
  const found = forecast(measured, { ...plan, batchSize: 512 });
  expect(found.peakBytes).toBe((464 + 2 * 480) * MiB);
  expect(found.fits).toBe(false);
  expect(found.epochSeconds).toBeCloseTo((0.05 + 0.02) * 16);
});

test('accumulating gives the same batch in parts that fit and divide it', () => {
  const found = forecast(measured, { ...plan, batchSize: 512 });
  expect(smallerBatch(found, 512)).toEqual({ batch: 128, accumulate: 4 });
  expect(smallerBatch({ ...found, largestBatch: 600 }, 512)).toBeNull();
  expect(smallerBatch({ ...found, largestBatch: 0 }, 512)).toBeNull();
  expect(smallerBatch({ ...found, largestBatch: 5 }, 7)).toEqual({ batch: 1, accumulate: 7 });
});
