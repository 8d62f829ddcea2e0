import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { getLoss, type LossName, lossNames } from '#shared/training/losses/index.ts';
import { getMetric, type MetricName, metricNames } from '#shared/training/metrics/index.ts';
import { runConfig } from '#shared/training/run.ts';
import { compareEngines } from '../testing/engine-parity.ts';
import { type Learned, networkFor, writeRows } from '../testing/objective-networks.ts';
import { ParityTable } from '../testing/parity-table.ts';

/** DESIGN's tolerances: of a loss, relative; of weights, as a share of the largest. */
const OF_LOSS = 1e-5;
const OF_WEIGHTS = 1e-4;
/** `npm run test:parity` takes more, and resumes each. */
const everything = process.env.STRATA_PARITY === 'all';
const STEPS = everything ? 25 : 6;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-parity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const table = new ParityTable();
afterAll(() => table.print());

/** A batch of five: the last one of an epoch is smaller. */
const configOf = (given: object = {}) =>
  runConfig.parse({ batchSize: 5, optimizer: { name: 'adam', learningRate: 0.01 }, ...given });

async function agree(name: string, job: Parameters<typeof compareEngines>[0]) {
  const found = await compareEngines(job, STEPS, everything ? folder : null);
  table.add(name, found);
  expect(found.reason).toBeNull();
  expect(found.loss).toBeLessThan(OF_LOSS);
  expect(found.weights).toBeLessThan(OF_WEIGHTS);
  expect(found.resumed).toEqual(everything ? [] : null);
  return found.metrics;
}

/** What a loss can learn: the plainest that fits. */
function kindOf(name: LossName): Learned {
  const { targets, values } = getLoss(name) as ReturnType<typeof getLoss>;
  if (name === 'ctc') return 'labels';
  if (targets.includes('boxes')) return 'boxes';
  if (targets.includes('number')) return 'numbers';
  if (values === 'any') return 'embedding';
  return values === 'single' ? 'yes' : 'classes';
}

describe('a loss trains by replay as it does eagerly', () => {
  const settings: [LossName, Record<string, unknown>][] = lossNames.flatMap((name) => {
    const own = getLoss(name).settings;
    const variants: Record<string, unknown>[] = [{}];
    if ('from_logits' in own) variants.push({ from_logits: true });
    if ('label_smoothing' in own) variants.push({ label_smoothing: 0.1 });
    return variants.map((variant): [LossName, Record<string, unknown>] => [name, variant]);
  });
  settings.push(
    ['mean_squared_error', { reduction: 'sum' }],
    ['categorical_crossentropy', { reduction: 'mean_with_sample_weight' }],
  );
  test.each(settings)('%s %j', async (name, own) => {
    const kind = kindOf(name);
    const activation = own.from_logits ? 'linear' : (getLoss(name).activations[0] as string);
    const loss = { name, ...own } as GraphNode['params'];
    // Relu, or no activation, could leave a box without an area, and so without a gradient.
    const graph = networkFor(kind, { activation: kind === 'boxes' ? 'sigmoid' : activation, loss });
    const data = await writeRows(kind, folder, { weighed: own.reduction !== undefined });
    await agree(name, { graph, config: configOf(), data });
  });
});

describe('a metric tells by replay what it tells eagerly', () => {
  const kinds: Record<'classes' | 'yes' | 'numbers', { fits: (name: MetricName) => boolean; activation: string }> = {
    classes: { fits: (name) => isFor(name, 'category') && getMetric(name).values !== 'single', activation: 'softmax' },
    yes: { fits: (name) => isFor(name, 'category') && getMetric(name).values !== 'several', activation: 'sigmoid' },
    numbers: { fits: (name) => isFor(name, 'number') && getMetric(name).values !== 'single', activation: 'sigmoid' },
  };
  const isFor = (name: MetricName, type: 'category' | 'number') => getMetric(name).targets.includes(type);
  const seen = new Set<MetricName>();
  for (const [kind, { fits, activation }] of Object.entries(kinds)) {
    const names = metricNames.filter(fits);
    // An output has twenty at most.
    for (const some of [names.slice(0, 15), names.slice(15)].filter(({ length }) => length > 0)) {
      test(`of ${kind}: ${some.join(', ')}`, async () => {
        const graph = networkFor(kind as Learned, { activation, metrics: some.map((name) => ({ name })) });
        const data = await writeRows(kind as Learned, folder);
        const found = await agree(`metrics of ${kind}`, { graph, config: configOf(), data });
        for (const name of some) {
          expect([...found.keys()]).toContain(name);
          expect(found.get(name), name).toBeLessThan(OF_LOSS);
          seen.add(name);
        }
      });
    }
  }
  test('all of the catalogue', () => {
    expect(metricNames.filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe('a network trains by replay as it does eagerly', () => {
  const head = 'dense(3) > result:output';
  const l2 = { name: 'l2' };
  const set = (text: string, params: Record<string, GraphNode['params']>, shared: Partial<GraphNode> = {}): Graph => {
    const graph = parseTextGraph(text);
    const nodes = graph.nodes.map((node) =>
      node.id in params ? { ...node, ...shared, params: { ...node.params, ...params[node.id] } } : node,
    );
    return { ...graph, nodes };
  };
  const words = { input: [6], whole: true };
  const forms: Record<string, [graph: Graph, rows?: Parameters<typeof writeRows>[2], config?: object]> = {
    'a mask into a recurrent layer': [
      parseTextGraph(`data:input[6] > embedding(5, 4, mask_zero=true) > lstm(4) > ${head}`),
      words,
    ],
    'a mask into a mean': [
      parseTextGraph(
        `data:input[6] > embedding(5, 4, mask_zero=true) > gru(4, return_sequences=true) > global_average_pooling1d > ${head}`,
      ),
      words,
    ],
    'recurrence both ways, with dropout': [
      set(`data:input[5,3] > r:bidirectional > dropout(0.3) > ${head}`, {
        r: { layer: { type: 'lstm', params: { units: 4 } } },
      }),
      { input: [5, 3] },
    ],
    'attention, with a residual and its normalization': [
      parseTextGraph(
        `data:input[5,4] > multi_head_attention(2, 3) > sum:add > layer_normalization > flatten > ${head}; @data > @sum`,
      ),
      { input: [5, 4] },
    ],
    'masked attention': [
      parseTextGraph(
        `data:input[6] > embedding(5, 4, mask_zero=true) > multi_head_attention(2, 3) > global_average_pooling1d > ${head}`,
      ),
      words,
    ],
    'regularizers and a penalty on activity': [
      set(`data:input[6] > d:dense(5, activation=tanh) > activity_regularization(0.01, 0.02) > ${head}`, {
        d: { kernel_regularizer: l2, bias_regularizer: l2 },
      }),
    ],
    'a constraint': [set(`data:input[6] > d:dense(5) > ${head}`, { d: { kernel_constraint: { name: 'unit_norm' } } })],
    'frozen batch normalization': [
      set(`data:input[6] > d:dense(5) > b:batch_normalization > ${head}`, { b: {} }, { frozen: true }),
    ],
    'a layer used twice': [parseTextGraph(`data:input[6] > d:dense(6, activation=tanh) > dense(6) =d > ${head}`)],
    'samples that count differently': [networkFor('classes', {}), { weighed: true }],
    'classes that count differently': [networkFor('classes', {}), {}, { classWeights: 'balanced' }],
    'weights by hand, for samples and classes': [
      networkFor('classes', {}),
      { weighed: true },
      { classWeights: { 'class 0': 2, 'class 1': 0.5, 'class 2': 1 } },
    ],
  };
  test.each(Object.entries(forms))('%s', async (name, [graph, rows, config]) => {
    // Not Adam: attention's keys have a bias whose gradient is nothing but rounding, which it would blow up.
    const optimizer = { name: 'sgd', learningRate: 0.05, momentum: 0.9 };
    const data = await writeRows('classes', folder, rows);
    await agree(name, { graph, config: configOf({ optimizer, ...config }), data });
  });

  test('two outputs with losses of their own', async () => {
    const graph = parseTextGraph(
      'data:input[6] > h:dense(5, activation=tanh) > dense(3) > result:output; @h > dense(1) > other:output(sigmoid)',
    );
    const data = await writeRows('classes', folder);
    const second = await mkdtemp(join(folder, 'second-'));
    const [other] = (await writeRows('yes', second)).targets;
    if (!other) throw new Error('no second target');
    const both = { ...data, targets: [...data.targets, { ...other, node: 'other' }] };
    const found = await agree('two outputs', { graph, config: configOf({ batchSize: 12 }), data: both });
    expect([...found.keys()]).toContain('other_loss');
    for (const [name, difference] of found) expect(difference, name).toBeLessThan(OF_LOSS);
  });
});
