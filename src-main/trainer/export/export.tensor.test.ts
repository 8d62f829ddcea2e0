import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrainedModel } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph } from '#shared/graph/types.ts';
import { freshState } from '#shared/training/checkpoint.ts';
import { buildModel } from '../build/model.ts';
import { readWeights } from '../build/weights.ts';
import { writeCheckpoint } from '../checkpoints/checkpoint.ts';
import { loadModel } from '../evaluate/loaded-model.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { smallCnn } from '../testing/jobs.ts';
import { exportModel } from './export-model.ts';
import { runExported } from './run-exported.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A graph whose weights are all random, statistics of normalizations too, as a checkpoint. */
async function checkpointOf(graph: Graph, name: string): Promise<TrainedModel> {
  const model = buildModel(graph, 5);
  const random = seededRandom(3);
  const weights = readWeights(model.weights);
  for (const { values } of weights.values())
    for (const index of values.keys()) values[index] = 0.2 + random.below(1000) / 2000;
  const checkpoint = join(folder, name, 'best');
  await writeCheckpoint(checkpoint, { weights, optimizer: new Map(), metrics: {}, state: freshState() });
  model.dispose();
  return { graph, checkpoint };
}

const branches: Graph = {
  nodes: chain(
    ['input', { shape: [8, 8, 1] }],
    ['conv2d', { filters: 2 }],
    ['depthwise_conv2d'],
    ['separable_conv2d', { filters: 2 }],
    ['concatenate'],
    ['global_average_pooling2d'],
    ['dense', { units: 4, activation: 'silu' }],
    ['layer_normalization'],
    ['add'],
    ['dense', { units: 3 }],
    ['output'],
  ).nodes,
  edges: (
    [
      ['input_0', 'conv2d_1'],
      ['conv2d_1', 'depthwise_conv2d_2'],
      ['conv2d_1', 'separable_conv2d_3'],
      ['depthwise_conv2d_2', 'concatenate_4'],
      ['separable_conv2d_3', 'concatenate_4'],
      ['concatenate_4', 'global_average_pooling2d_5'],
      ['global_average_pooling2d_5', 'dense_6'],
      ['dense_6', 'layer_normalization_7'],
      ['dense_6', 'add_8'],
      ['layer_normalization_7', 'add_8'],
      ['add_8', 'dense_9'],
      ['dense_9', 'output_10'],
    ] as const
  ).map(([source, target], index) => ({ id: `e${index}`, source, sourcePort: 'out', target, targetPort: 'in' })),
};

const merged: Graph = {
  nodes: chain(
    ['input', { shape: [8, 8, 1] }],
    ['conv2d', { filters: 2 }],
    ['up_sampling2d', { interpolation: 'bilinear' }],
    ['spatial_dropout2d'],
    ['global_average_pooling2d'],
    ['repeat_vector', { n: 3 }],
    ['permute'],
    ['dense', { units: 3 }],
    ['maximum'],
    ['dense', { units: 3 }],
    ['minimum'],
    ['subtract'],
    ['multiply'],
    ['average'],
    ['identity'],
    ['gaussian_noise'],
    ['flatten'],
    ['dense', { units: 3 }],
    ['output'],
  ).nodes,
  edges: (
    [
      ['input_0', 'conv2d_1'],
      ['conv2d_1', 'up_sampling2d_2'],
      ['up_sampling2d_2', 'spatial_dropout2d_3'],
      ['spatial_dropout2d_3', 'global_average_pooling2d_4'],
      ['global_average_pooling2d_4', 'repeat_vector_5'],
      ['repeat_vector_5', 'permute_6'],
      ['permute_6', 'dense_7'],
      ['permute_6', 'maximum_8'],
      ['dense_7', 'maximum_8'],
      // One row for all: its sizes of 1 are repeated.
      ['global_average_pooling2d_4', 'dense_9'],
      ['maximum_8', 'minimum_10'],
      ['dense_9', 'minimum_10'],
      ['minimum_10', 'subtract_11'],
      ['dense_9', 'subtract_11'],
      ['subtract_11', 'multiply_12'],
      ['dense_7', 'multiply_12'],
      ['multiply_12', 'average_13'],
      ['dense_7', 'average_13'],
      ['average_13', 'identity_14'],
      ['identity_14', 'gaussian_noise_15'],
      ['gaussian_noise_15', 'flatten_16'],
      ['flatten_16', 'dense_17'],
      ['dense_17', 'output_18'],
    ] as const
  ).map(([source, target], index) => ({ id: `e${index}`, source, sourcePort: 'out', target, targetPort: 'in' })),
};

const cases: [name: string, kind: 'layers-model' | 'graph-model', graph: Graph][] = [
  ['a small CNN', 'layers-model', smallCnn],
  ['branches that meet', 'layers-model', branches],
  ['branches that meet in every way', 'graph-model', merged],
  [
    'resizing, and functions that TF.js lacks',
    'graph-model',
    chain(
      ['input', { shape: [8, 8, 1] }],
      ['random_flip'],
      ['rescaling', { scale: 1 / 255, offset: 0 }],
      ['resizing', { height: 6, width: 9 }],
      ['conv2d', { filters: 4, kernel_size: [3, 3], activation: 'leaky_relu' }],
      ['batch_normalization'],
      ['conv2d', { filters: 4, kernel_size: [2, 2], groups: 2, padding: 'same', activation: 'hard_sigmoid' }],
      ['conv2d', { filters: 2, kernel_size: [2, 2], dilation_rate: [2, 2], padding: 'same', activation: 'gelu' }],
      ['average_pooling2d', { pool_size: [2, 2] }],
      ['layer_normalization', { center: false }],
      ['flatten'],
      ['dropout', { rate: 0.5 }],
      ['dense', { units: 5, activation: 'hard_silu' }],
      ['dense', { units: 3 }],
      ['output'],
    ),
  ],
];

cases.push([
  'attention and positions',
  'graph-model',
  parseTextGraph(`
    input[8,8,1] > rescaling(0.004) > x:reshape([8,8]) > position_embedding(8) > a:add > rotary_embedding > b:multi_head_attention(2,4)
    @x > @a > sine_position_encoding > @b:value > group_query_attention(4,4,2,use_causal_mask=true) > c:attention > additive_attention
    @additive_attention_1 > flatten > dense(3) > output
  `),
]);

describe.each(cases)('%s', (name, kind, graph) => {
  const count = 5;
  const values = Uint8Array.from({ length: count * 64 }, (_, index) => (index * 37) % 256);
  const input = { shape: [count, 8, 8, 1], values };
  const meta = { labels: ['top', 'bottom', 'left'], origin: { run: 'run_1' } };
  let model: TrainedModel;
  let target: string;

  beforeAll(async () => {
    model = await checkpointOf(graph, kind + name.length);
    target = join(folder, `${kind}${name.length}-files`);
    await mkdir(target);
  });

  test('gives the same outputs as files, on TensorFlow and in plain JavaScript', async () => {
    const loaded = await loadModel(model);
    const expected = loaded.predict([input])[0]?.values ?? new Float32Array();
    loaded.dispose();
    const result = await exportModel({ model, format: 'tfjs', folder: target, meta });
    expect(result).toEqual({ files: ['model.json', 'weights.bin'], kind });

    const written = JSON.parse(await readFile(join(target, 'model.json'), 'utf8'));
    expect(written.userDefinedMetadata).toEqual({ strata: meta });
    expect(JSON.stringify(written)).not.toMatch(/random_flip|dropout|Strata\w+Layer/);

    for (const runtime of ['tensorflow', 'cpu']) {
      await tf.setBackend(runtime);
      try {
        const given = runtime === 'cpu' ? { ...input, values: Float32Array.from(values) } : input;
        const [found] = (await runExported('tfjs', target, [{ ...given, name: graph.nodes[0]?.id ?? '' }])).outputs;
        expect(found?.shape).toEqual([count, 3]);
        const differences = [...(found?.values ?? [])].map((value, index) =>
          Math.abs(value - (expected[index] ?? Number.NaN)),
        );
        expect(Math.max(...differences)).toBeLessThan(1e-5);
      } finally {
        await tf.setBackend('tensorflow');
      }
    }
  });

  test('a folder with something in it is left alone', async () => {
    await writeFile(join(target, 'mine.txt'), 'mine');
    const again = exportModel({ model, format: 'tfjs', folder: target, meta });
    await expect(again).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});
