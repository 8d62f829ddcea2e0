import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MetricPoint } from '#shared/training/run.ts';
import { heightOf } from '#shared/training/thin-points.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { addRun } from '../testing/run-fixture.ts';
import { curvePoints, deletePointsAfter, insertPoints } from './metrics.ts';

let engine: EngineFixture;
let run = '';
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'pets');
  await engine.client.projects.create({ name: 'Pets', template: 'cnn', dataset: 'pets' });
  run = addRun(engine, { project: 'Pets', epochs: 1, batchesAnEpoch: 1 });
  engine.context.db.write((tx) => deletePointsAfter(tx, run, -1));
});
afterEach(() => engine.close());

const point = (step: number, loss: number | null, scope: MetricPoint['scope'] = 'batch', epoch = 1): MetricPoint => ({
  scope,
  step,
  epoch,
  seconds: step,
  values: { loss },
});
const write = (points: readonly MetricPoint[]) => engine.context.db.write((tx) => insertPoints(tx, run, points));
const curve = (limit: number, afterStep = -1) => curvePoints(engine.context.db.read, run, afterStep, limit);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('of a long run at most the limit is read, and every spike of it', () => {
  const spikes = [3, 4095, 4096, 7777, 19_998];
  for (let start = 1; start < 20_000; start += 999) {
    write(
      range(start, Math.min(start + 999, 20_000)).map((step) => point(step, spikes.includes(step) ? 50 : 1 / step)),
    );
  }
  write([point(10_000, 0.4, 'epoch', 1), point(19_999, 0.2, 'epoch', 2)]);
  for (const limit of [100, 700, 2000]) {
    const points = curve(limit);
    const batches = points.filter(({ scope }) => scope === 'batch');
    expect(batches.length).toBeLessThanOrEqual(limit);
    expect(batches.length).toBeGreaterThan(limit / 5);
    expect(batches.filter(({ values }) => values.loss === 50).map(({ step }) => step)).toEqual(spikes);
    expect([batches[0]?.step, batches.at(-1)?.step]).toEqual([1, 19_999]);
    expect(points.map(({ step }) => step)).toEqual(points.map(({ step }) => step).sort((a, b) => a - b));
    expect(points.filter(({ scope }) => scope === 'epoch')).toHaveLength(2);
  }
  const later = curve(100, 15_000).filter(({ scope }) => scope === 'batch');
  expect(later[0]?.step).toBe(15_001);
});

test('a loss that was no number stays in sight', () => {
  write(range(1, 9000).map((step) => point(step, step === 4321 ? null : 1)));
  expect(curve(10).some(({ values }) => values.loss === null)).toBe(true);
});

test('a short run is read as it is', () => {
  const points = range(1, 500).map((step) => point(step, Math.sin(step)));
  write(points);
  expect(curve(500)).toEqual(points);
});

test('thousands of epochs are bounded, and the worst and best of them kept', () => {
  const loss = (epoch: number) => (epoch === 7321 ? 9 : epoch === 3333 ? 0.001 : 1);
  write(range(1, 12_001).map((epoch) => point(epoch * 2, loss(epoch), 'epoch', epoch)));
  const points = curve(100);
  expect(points.length).toBeLessThanOrEqual(4010);
  expect(points.map(({ epoch }) => epoch)).toEqual(expect.arrayContaining([1, 3333, 7321, 12_000]));
});

test('training again from a checkpoint forgets the spikes that are gone, and no others', () => {
  const spikes = [5, 700, 2900, 3001, 4444];
  write(range(1, 5000).map((step) => point(step, spikes.includes(step) ? 50 : 1)));
  for (const cut of [4500, 4096, 3000, 701, 3]) {
    engine.context.db.write((tx) => deletePointsAfter(tx, run, cut));
    write(range(cut + 1, 5000).map((step) => point(step, 1)));
    const high = curve(100).filter((each) => heightOf(each) === 50);
    expect(high.map(({ step }) => step)).toEqual(spikes.filter((step) => step <= cut));
  }
});
