import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FullObservation } from '#shared/training/health/observation.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { addRun } from '../testing/run-fixture.ts';
import { copyHealth, deleteHealthAfter, healthAfter, histogramsOf, insertHealth } from './health.ts';

let engine: EngineFixture;
let run = '';
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'pets');
  await engine.client.projects.create({ name: 'Pets', template: 'cnn', dataset: 'pets' });
  run = addRun(engine, { project: 'Pets', epochs: 10, batchesAnEpoch: 10 });
});
afterEach(() => engine.close());

const bins = { low: -1, high: 1, counts: [1, 2, 3] };
const observed = (step: number, silent = 0, layers = 2): FullObservation => {
  const nodes = Array.from({ length: layers }, (_, index) => `dense_${index}`);
  return {
    step,
    epoch: Math.ceil(step / 10),
    layers: nodes.map((node) => ({
      node,
      finite: true,
      size: 6,
      gradient: 0.1,
      weight: 2,
      update: 0.001,
      mean: 0,
      deviation: 1,
      zeros: silent,
      silent: node === 'dense_1' ? silent : 0,
      saturated: null,
    })),
    histograms: nodes.map((node) => ({ node, activations: bins, weights: bins, gradients: null })),
  };
};
const write = (observations: readonly FullObservation[], id = run) =>
  engine.context.db.write((tx) => insertHealth(tx, id, observations));
const steps = (id = run) => healthAfter(engine.context.db.read, id, -1, 10_000).map(({ step }) => step);
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('what was seen is read in pages, its histograms by layer', async () => {
  write(range(25).map((step) => observed(step)));
  const first = await engine.client.runs.health({ run, limit: 20 });
  expect(first.more).toBe(true);
  const rest = await engine.client.runs.health({ run, limit: 20, afterStep: first.observations.at(-1)?.step ?? 0 });
  expect(rest.more).toBe(false);
  expect([...first.observations, ...rest.observations].map(({ step }) => step)).toEqual(range(25));
  const { steps: pictured } = await engine.client.runs.histograms({ run, node: 'dense_1' });
  expect(pictured).toHaveLength(25);
  expect(pictured[0]?.histograms).toEqual({ node: 'dense_1', activations: bins, weights: bins, gradients: null });
  expect((await engine.client.runs.histograms({ run, node: 'nothing' })).steps).toEqual([]);
});

test('a run of any length keeps a bounded number, evenly spread, the first and the newest among them', () => {
  for (const at of range(100)) write(range(25).map((step) => observed((at - 1) * 25 + step)));
  const kept = steps();
  expect(kept.length).toBeLessThanOrEqual(481);
  expect(kept.length).toBeGreaterThan(200);
  expect([kept[0], kept.at(-1)]).toEqual([1, 2500]);
});

test('of a network with many layers few histograms are kept', () => {
  for (const step of range(60)) write([observed(step, 0, 300)]);
  const pictured = histogramsOf(engine.context.db.read, run, 'dense_7').length;
  expect(pictured).toBeLessThanOrEqual(20);
  expect(pictured).toBeGreaterThanOrEqual(8);
  expect(steps()).toHaveLength(60);
});

test('what comes after a checkpoint goes, a branch begins with what came before, the run takes all along', () => {
  write(range(30).map((step) => observed(step)));
  engine.context.db.write((tx) => deleteHealthAfter(tx, run, 20));
  expect(steps()).toEqual(range(20));
  write([observed(20, 0.5)]);
  expect(healthAfter(engine.context.db.read, run, 19, 5)[0]?.layers[1]?.silent).toBe(0.5);
  const branch = addRun(engine, { project: 'Pets', epochs: 1 });
  engine.context.db.write((tx) => copyHealth(tx, run, branch, 10));
  expect(steps(branch)).toEqual(range(10));
});

test('the engine says what is wrong with a run, and in which layer', async () => {
  run = addRun(engine, { project: 'Pets', epochs: 5 });
  expect((await engine.client.runs.findings({ run })).findings).toEqual([]);
  write(range(6).map((step) => observed(step * 10, step > 2 ? 1 : 0)));
  const [found] = (await engine.client.runs.findings({ run })).findings;
  expect(found).toMatchObject({ code: 'dead_layer', nodes: ['dense_1'], epoch: 3, mark: 'Dead layer' });
});
