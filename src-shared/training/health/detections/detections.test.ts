import { expect, test } from 'vitest';
import type { Graph } from '../../../graph/types.ts';
import { type MetricPoint, runConfig } from '../../run.ts';
import type { Evidence } from '../evidence.ts';
import type { HealthObservation, LayerHealth } from '../observation.ts';
import { detections, diagnose } from './index.ts';

const STEPS = 10;

/** Epochs of ten batches; `loss` and the others are of the epoch, from 0. */
function curve(
  epochs: number,
  loss: (epoch: number) => number | null,
  further: (epoch: number) => Record<string, number> = () => ({}),
): MetricPoint[] {
  return Array.from({ length: epochs }, (_, epoch) => {
    const at = (scope: MetricPoint['scope'], step: number, values: MetricPoint['values']): MetricPoint => ({
      scope,
      step,
      epoch: epoch + 1,
      seconds: step,
      values,
    });
    const batches = Array.from({ length: STEPS }, (_, batch) => {
      const value = loss(epoch + batch / STEPS);
      const wobble = 1 + 0.2 * Math.sin(12.3 * (epoch * STEPS + batch));
      return at('batch', epoch * STEPS + batch + 1, { loss: value === null ? null : value * wobble });
    });
    return [...batches, at('epoch', (epoch + 1) * STEPS, { loss: loss(epoch), ...further(epoch) })];
  }).flat();
}

const layer = (node: string, change: Partial<LayerHealth> = {}): LayerHealth => ({
  node,
  finite: true,
  size: 100,
  gradient: 0.1,
  weight: 5,
  update: 1e-3,
  mean: 0.1,
  deviation: 1,
  zeros: 0.5,
  silent: 0.1,
  saturated: null,
  ...change,
});

const NODES = ['dense_1', 'dense_2', 'dense_3', 'dense_4', 'dense_5', 'dense_6'];

const seen = (
  count: number,
  of: (node: string, at: number) => Partial<LayerHealth> = () => ({}),
): HealthObservation[] =>
  Array.from({ length: count }, (_, at) => ({
    step: 5 + at * STEPS,
    epoch: at + 1,
    layers: NODES.map((node) => layer(node, of(node, at))),
  }));

const graph: Graph = {
  nodes: [...NODES.map((id) => ({ id, type: 'dense' })), { id: 'out', type: 'output' }].map((node, y) => ({
    ...node,
    params: {},
    position: { x: 0, y },
  })),
  edges: [...NODES, 'out']
    .slice(1)
    .map((target, at) => ({ id: target, source: NODES[at] ?? '', sourcePort: 'out', target, targetPort: 'in' })),
};

const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  points: curve(10, (epoch) => 2 * 0.8 ** epoch),
  observations: seen(10),
  graph,
  config: runConfig.parse({}),
  state: 'running',
  classes: 3,
  trainingSamples: 300,
  validationSamples: 60,
  parameters: 1000,
  error: null,
  ...change,
});

const codes = (change: Partial<Evidence>) => diagnose(evidence(change)).map(({ code }) => code);
const flat = curve(10, () => Math.log(3));

test.each<[string, Partial<Evidence>]>([
  ['one that learns', {}],
  ['one that has just begun', { points: curve(1, () => 1.1), observations: seen(1) }],
  ['nothing yet', { points: [], observations: [] }],
  ['a loss that is noisy and falls slowly', { points: curve(10, (epoch) => 1.1 - 0.02 * epoch) }],
  [
    'validation that wobbles around a level',
    {
      points: curve(
        20,
        (epoch) => 0.9 ** epoch,
        (epoch) => ({ val_loss: 0.5 + (epoch % 3 === 0 ? 0.12 : 0) }),
      ),
    },
  ],
  [
    'one lucky epoch of validation',
    {
      points: curve(
        20,
        (epoch) => 0.9 ** epoch,
        (epoch) => ({ val_loss: epoch === 7 ? 0.3 : 0.5 }),
      ),
    },
  ],
  [
    'gradients that shrink as the loss does, and jump at times',
    { observations: seen(12, (_, at) => ({ gradient: at === 9 ? 5 : 0.5 ** at })) },
  ],
  ['a schedule that ends at 0', { observations: seen(10, (_, at) => ({ update: 1e-3 * (1 - at / 9) })) }],
  ['large steps in the beginning that bring the loss down', { observations: seen(10, () => ({ update: 0.2 })) }],
  [
    'early layers with smaller gradients',
    { observations: seen(10, (node) => (node === 'dense_1' ? { gradient: 1e-3 } : {})) },
  ],
  ['half of the units silent', { observations: seen(10, () => ({ silent: 0.6, zeros: 0.9 })) }],
  ['a layer silent for one batch', { observations: seen(10, (_, at) => (at === 9 ? { silent: 1 } : {})) }],
  ['an answer that is sure', { observations: seen(10, (node) => (node === 'dense_6' ? { saturated: 0.99 } : {})) }],
])('a healthy training gives no finding: %s', (_, change) => {
  expect(codes(change)).toEqual([]);
});

test.each<[string, Partial<Evidence>, readonly string[]]>([
  [
    'non_finite',
    { observations: seen(4, (node, at) => (at === 3 && node >= 'dense_3' ? { finite: false } : {})) },
    ['dense_3'],
  ],
  [
    'non_finite',
    {
      error: {
        code: 'TRAINER_FAILED',
        message: 'ran away',
        details: { epoch: 2, batch: 3, loss: 'NaN', layer: 'dense_2' },
      },
    },
    ['dense_2'],
  ],
  [
    'exploding_gradient',
    {
      points: curve(10, (epoch) => (epoch < 6 ? 1 : 1 + 10 ** (epoch - 6))),
      observations: seen(10, (node, at) => (at >= 6 ? { gradient: node === 'dense_4' ? 90 : 9 } : {})),
    },
    ['dense_4'],
  ],
  [
    'vanishing_gradient',
    { points: flat, observations: seen(10, (node) => ({ gradient: 10 ** (2 * Number(node.at(-1)) - 12) })) },
    ['dense_1', 'dense_2', 'dense_3'],
  ],
  [
    'dead_layer',
    { observations: seen(10, (node, at) => (at > 4 && node >= 'dense_2' ? { silent: 1 } : {})) },
    ['dense_2'],
  ],
  ['saturation', { observations: seen(10, (node) => (node === 'dense_2' ? { saturated: 0.97 } : {})) }, ['dense_2']],
  ['updates_too_large', { points: curve(10, () => 2), observations: seen(10, () => ({ update: 0.4 })) }, []],
  [
    'updates_too_small',
    { points: curve(10, (e) => 2 - e / 200), observations: seen(10, () => ({ update: 1e-8 })) },
    [],
  ],
  ['loss_stuck', { points: flat }, []],
  [
    'guessing',
    {
      points: curve(
        10,
        (epoch) => 0.9 ** epoch,
        () => ({ val_accuracy: 0.35, val_loss: 1.1 }),
      ),
    },
    [],
  ],
  [
    'overfitting',
    {
      points: curve(
        14,
        (epoch) => 0.7 ** epoch,
        (epoch) => ({ val_loss: 0.5 + Math.abs(epoch - 6) / 20 }),
      ),
    },
    [],
  ],
])('%s is found, in its layer, with something to try', (code, change, nodes) => {
  const found = diagnose(evidence(change));
  expect(found.map((finding) => finding.code)).toEqual([code]);
  const [finding] = found;
  expect(finding?.nodes).toEqual(nodes);
  expect(finding?.text.length).toBeGreaterThan(20);
  expect(finding?.tries.length).toBeGreaterThan(1);
});

test('every detection is tested above by its code', () => {
  expect(new Set(detections.map(({ code }) => code)).size).toBe(detections.length);
});

test('the chance level is named, the epoch of the turn is that of the lowest validation loss', () => {
  expect(diagnose(evidence({ points: flat }))[0]?.text).toContain('guessing among 3 classes');
  const turned = curve(
    14,
    (epoch) => 0.7 ** epoch,
    (epoch) => ({ val_loss: 0.5 + Math.abs(epoch - 6) / 20 }),
  );
  expect(diagnose(evidence({ points: turned }))[0]).toMatchObject({ epoch: 7, mark: 'Overfitting begins' });
});

test('a lower rate can be had at one click: in the run that trains, from its best weights, or anew', () => {
  const exploding: Partial<Evidence> = {
    points: curve(10, (epoch) => (epoch < 6 ? 1 : 1 + 10 ** (epoch - 6))),
    observations: seen(10, (_, at) => (at >= 6 ? { gradient: 90 } : {})),
  };
  const first = (change: Partial<Evidence>) => diagnose(evidence({ ...exploding, ...change }))[0]?.tries[0]?.remedy;
  expect(first({})).toEqual({ do: 'set-rate', learningRate: 1e-4 });
  expect(first({ state: 'completed' })).toEqual({ do: 'branch', checkpoint: 'best', learningRate: 1e-4 });
});

test('gradients are clipped at one click: at what is usual, or at a tenth of what they were clipped at', () => {
  const gone: Partial<Evidence> = {
    error: { code: 'TRAINER_FAILED', message: 'ran away', details: { epoch: 2, batch: 3, loss: 'NaN' } },
    state: 'failed',
  };
  const remedies = (config: Evidence['config']) =>
    diagnose(evidence({ ...gone, config }))[0]?.tries.map(({ remedy }) => remedy);
  const { config } = evidence({});
  expect(remedies(config)).toContainEqual({ do: 'retrain', clip: { by: 'global_norm', limit: 1 } });
  const clipped = { ...config, optimizer: { ...config.optimizer, clip: { by: 'norm' as const, limit: 0.5 } } };
  expect(remedies(clipped)).toContainEqual({ do: 'retrain', clip: { by: 'norm', limit: 0.05 } });
});

test('overfitting offers to stop early next time, unless it would have', () => {
  const points = curve(
    14,
    (epoch) => 0.7 ** epoch,
    (epoch) => ({ val_loss: 0.5 + Math.abs(epoch - 6) / 20 }),
  );
  const remedies = (config: Evidence['config']) =>
    diagnose(evidence({ points, config }))[0]?.tries.map(({ remedy }) => remedy);
  const { config } = evidence({});
  const early = { do: 'retrain', earlyStopping: { monitor: 'val_loss', patience: 4 } };
  expect(remedies({ ...config, earlyStopping: null })).toContainEqual(early);
  const stopping = { ...config, earlyStopping: { monitor: 'val_loss', patience: 10 } };
  expect(remedies(stopping)).not.toContainEqual(expect.objectContaining({ do: 'retrain' }));
});
