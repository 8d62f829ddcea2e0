import { expect, test } from 'vitest';
import { Meter } from './meter.ts';
import { TrainingClock } from './training-clock.ts';

const point = (step: number, seconds: number) =>
  ({ scope: 'batch', step, epoch: 1, seconds, values: { loss: 1 } }) as const;

test('points come together in at most ten messages a second, none lost', () => {
  const meter = new Meter(2, 50);
  const sent: number[][] = [];
  for (let step = 1; step <= 100; step++) {
    const now = step / 100;
    meter.step(point(step, now), 32, 0.01);
    if (meter.due(now))
      sent.push(meter.take(now, { epoch: 0, batch: step, step, rate: null }).points.map((item) => item.step));
  }
  expect(sent.length).toBeLessThanOrEqual(10);
  expect(sent.flat()).toEqual(Array.from({ length: sent.flat().length }, (_, index) => index + 1));
});

test('speed and the time left follow the last steps, with validation', () => {
  const meter = new Meter(3, 10);
  meter.step(point(1, 1), 32, 99);
  for (let step = 2; step <= 10; step++) meter.step(point(step, 10 + step / 10), 32, 0.1);
  meter.epoch({ ...point(10, 13), scope: 'epoch' }, 2);
  const { progress } = meter.take(13, { epoch: 1, batch: 0, step: 10, rate: 0.01 });
  expect(progress).toMatchObject({ epoch: 2, epochs: 3, step: 10, stepsPerEpoch: 10, learningRate: 0.01 });
  expect(progress.samplesPerSecond).toBeCloseTo(320);
  expect(progress.etaSeconds).toBeCloseTo(2 * 10 * 0.1 + 2 * 2);
});

test('the clock goes on from an earlier part of the run and stands still in a pause', () => {
  let now = 100;
  const clock = new TrainingClock(40, () => now);
  now = 105;
  clock.pause();
  now = 200;
  expect(clock.seconds).toBe(45);
  clock.resume();
  now = 203;
  expect(clock.seconds).toBe(48);
});
