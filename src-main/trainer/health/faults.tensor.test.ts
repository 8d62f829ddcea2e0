import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PackedData } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import { diagnose } from '#shared/training/health/detections/index.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import type { FullObservation } from '#shared/training/health/observation.ts';
import { type MetricPoint, type RunConfig, runConfig } from '#shared/training/run.ts';
import { AppError, type ErrorData } from '#shared/util/app-error.ts';
import { Control } from '../loop/control.ts';
import { train } from '../loop/train.ts';
import { chain } from '../testing/chain.ts';
import { smallCnn, smallJob } from '../testing/jobs.ts';
import { packedFor, writePictures } from '../testing/packed.ts';

let folder: string;
let clear: PackedData;
let noisy: PackedData;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-faults-'));
  clear = await writePictures(join(folder), 150);
  await mkdir(join(folder, 'noisy'));
  noisy = await writePictures(join(folder, 'noisy'), 60, 250);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Step = readonly [type: string, params?: Graph['nodes'][number]['params']];

const pictures: Step = ['input', { shape: [8, 8, 1] }];
const scaled: Step = ['rescaling', { scale: 1 / 255, offset: 0 }];
const answer: readonly Step[] = [['dense', { units: 3 }], ['output']];
const mlp = (...layers: readonly Step[]): Graph => chain(pictures, scaled, ['flatten'], ...layers, ...answer);
const hidden = (units: number, activation: string): Step => ['dense', { units, activation }];

async function diagnosed(graph: Graph, change: Partial<RunConfig>, data = clear): Promise<Finding[]> {
  const job = { ...smallJob(folder, packedFor(graph, data)), graph, config: runConfig.parse({ ...change }) };
  const points: MetricPoint[] = [];
  const observations: FullObservation[] = [];
  let error: ErrorData | null = null;
  let parameters = 0;
  try {
    for await (const event of train(job, new Control())) {
      if (event.type === 'started') parameters = event.parameters;
      if (event.type !== 'progress') continue;
      points.push(...event.points);
      observations.push(...event.health);
    }
  } catch (failed) {
    if (!(failed instanceof AppError)) throw failed;
    error = failed.toData();
  }
  expect(observations.length + (error ? 1 : 0)).toBeGreaterThan(0);
  return diagnose({
    points,
    observations,
    graph,
    config: job.config,
    state: error ? 'failed' : 'completed',
    classes: 3,
    trainingSamples: data.splits.train.length,
    validationSamples: data.splits.validation.length,
    parameters,
    error,
  });
}

const sgd = (learningRate: number) => ({ name: 'sgd' as const, learningRate }) as RunConfig['optimizer'];
const adam = (learningRate: number) => ({ name: 'adam' as const, learningRate }) as RunConfig['optimizer'];
const codes = (found: readonly Finding[]): string[] => found.map(({ code }) => code);

test('twenty sigmoid layers: the gradient fades on its way to the first', async () => {
  const deep = mlp(...Array.from({ length: 20 }, () => hidden(16, 'sigmoid')));
  const found = await diagnosed(deep, { epochs: 8, batchSize: 16, optimizer: sgd(0.05) });
  expect(codes(found)).toEqual(['vanishing_gradient']);
  expect(found[0]?.nodes[0]).toBe('dense_3');
});

test('a learning rate far too high: numbers go out of range', async () => {
  const unscaled = chain(
    pictures,
    ['flatten'],
    hidden(32, 'linear'),
    hidden(32, 'linear'),
    hidden(32, 'linear'),
    ...answer,
  );
  const found = await diagnosed(unscaled, { epochs: 5, batchSize: 16, optimizer: sgd(10) });
  expect(codes(found)).toContain('non_finite');
});

test('steps far too large without leaving the range', async () => {
  const found = await diagnosed(mlp(hidden(32, 'tanh'), hidden(32, 'tanh')), {
    epochs: 10,
    batchSize: 16,
    optimizer: adam(1),
  });
  expect(['updates_too_large', 'saturation', 'exploding_gradient']).toEqual(expect.arrayContaining(codes(found)));
  expect(found.length).toBeGreaterThan(0);
});

test('relu with a bias of -10: the layer is dead', async () => {
  const bias = { name: 'constant', value: -10 };
  const dead = mlp(hidden(32, 'relu'), ['dense', { units: 32, activation: 'relu', bias_initializer: bias }]);
  const found = await diagnosed(dead, { epochs: 6, batchSize: 16, optimizer: adam(1e-3) });
  expect(codes(found)).toEqual(['dead_layer']);
  expect(found[0]?.nodes).toEqual(['dense_4']);
});

test('a learning rate of next to nothing: the loss does not move', async () => {
  const found = await diagnosed(mlp(hidden(32, 'relu')), { epochs: 8, batchSize: 16, optimizer: sgd(1e-8) });
  expect(codes(found)).toEqual(['updates_too_small', 'loss_stuck']);
});

test('a large network and hardly any data: overfitting sets in', async () => {
  const large = mlp(hidden(512, 'relu'), hidden(512, 'relu'));
  const found = await diagnosed(large, { epochs: 60, batchSize: 16, optimizer: adam(1e-3) }, noisy);
  expect(codes(found)).toContain('overfitting');
  expect(found.find(({ code }) => code === 'overfitting')?.text).toContain('few for');
});

test('tanh with inputs in hundreds: the layer is saturated', async () => {
  const unscaled = chain(pictures, ['flatten'], hidden(32, 'tanh'), hidden(16, 'relu'), ...answer);
  const found = await diagnosed(unscaled, { epochs: 6, batchSize: 16, optimizer: sgd(1e-3) });
  expect(codes(found)).toContain('saturation');
  expect(found.find(({ code }) => code === 'saturation')?.nodes).toEqual(['dense_2']);
});

const rows: Step = ['reshape', { target_shape: [8, 8] }];

test.each<[string, Graph, RunConfig['optimizer']]>([
  ['a network of convolutions with normalization', smallCnn, adam(0.01)],
  ['two relu layers', mlp(hidden(32, 'relu'), hidden(32, 'relu')), adam(1e-3)],
  ['plain steps', mlp(hidden(32, 'relu')), sgd(0.1)],
  ['tanh', mlp(hidden(32, 'tanh'), hidden(32, 'tanh'), hidden(32, 'tanh')), adam(3e-3)],
  ['six relu layers', mlp(...Array.from({ length: 6 }, () => hidden(32, 'relu'))), adam(1e-3)],
  ['an LSTM', chain(pictures, scaled, rows, ['lstm', { units: 16 }], ...answer), adam(0.01)],
  ['a GRU', chain(pictures, scaled, rows, ['gru', { units: 16 }], ...answer), adam(0.01)],
])('a healthy training gives no finding: %s', async (_, graph, optimizer) => {
  expect(codes(await diagnosed(graph, { epochs: 12, batchSize: 16, optimizer }))).toEqual([]);
});
