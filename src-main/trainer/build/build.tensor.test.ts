import { describe, expect, test } from 'vitest';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { type InitializerName, initializerNames, initializerToConfig } from '#shared/layers/initializers.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { smallCnn } from '../testing/jobs.ts';
import { initialValue } from './initializers.ts';
import { buildModel } from './model.ts';
import { tensorOf } from './weights.ts';

describe('initializers have the mean and the spread of Keras 3', () => {
  const [inputs, outputs] = [300, 100];
  const average = (inputs + outputs) / 2;
  // The identity's ones are a share of 1/300 of its values.
  const deviations: Record<InitializerName, number> = {
    variance_scaling: Math.sqrt(1 / inputs),
    identity: Math.sqrt((1 / inputs) * (1 - 1 / inputs)),
    constant: 0,
    glorot_uniform: Math.sqrt(1 / average),
    glorot_normal: Math.sqrt(1 / average),
    he_uniform: Math.sqrt(2 / inputs),
    he_normal: Math.sqrt(2 / inputs),
    lecun_uniform: Math.sqrt(1 / inputs),
    lecun_normal: Math.sqrt(1 / inputs),
    random_uniform: 0.05 / Math.sqrt(3),
    random_normal: 0.05,
    truncated_normal: 0.05 * 0.8796,
    orthogonal: Math.sqrt(1 / inputs),
    zeros: 0,
    ones: 0,
  };
  test.each(initializerNames)('%s', (name) => {
    tf.tidy(() => {
      const config = { kernel_initializer: initializerToConfig(name) };
      const value = initialValue(config, { name: 'kernel', shape: [inputs, outputs] }, 5);
      const { mean, variance } = tf.moments(value);
      expect(mean.dataSync()[0]).toBeCloseTo(name === 'ones' ? 1 : 0, 2);
      expect(Math.sqrt(variance.dataSync()[0] ?? 0)).toBeCloseTo(deviations[name], 2);
    });
  });

  test('with the settings that they are given', () => {
    tf.tidy(() => {
      const start = (choice: unknown) =>
        initialValue(
          { kernel_initializer: initializerToConfig(choice) },
          { name: 'kernel', shape: [inputs, outputs] },
          5,
        );
      const spread = (value: tf.Tensor) => Math.sqrt(tf.moments(value).variance.dataSync()[0] ?? 0);
      expect(start({ name: 'constant', value: 0.25 }).min().dataSync()[0]).toBe(0.25);
      const shifted = start({ name: 'random_normal', mean: 3, stddev: 0.5 });
      expect(shifted.mean().dataSync()[0]).toBeCloseTo(3, 2);
      expect(spread(shifted)).toBeCloseTo(0.5, 2);
      const within = start({ name: 'random_uniform', minval: 1, maxval: 2 });
      expect(within.min().dataSync()[0]).toBeGreaterThanOrEqual(1);
      expect(within.max().dataSync()[0]).toBeLessThanOrEqual(2);
      const out = start({ name: 'variance_scaling', scale: 4, mode: 'fan_out', distribution: 'untruncated_normal' });
      expect(spread(out)).toBeCloseTo(Math.sqrt(4 / outputs), 2);
      expect(start({ name: 'orthogonal', gain: 2 }).square().sum(0).max().dataSync()[0]).toBeCloseTo(4, 3);
    });
  });

  test('orthogonal columns, and rows where there are fewer of them', () => {
    tf.tidy(() => {
      const config = { kernel_initializer: initializerToConfig('orthogonal') };
      for (const shape of [
        [2, 2, 5, 6],
        [4, 9],
      ]) {
        const matrix = initialValue(config, { name: 'kernel', shape }, 3).reshape([
          -1,
          shape.at(-1) ?? 1,
        ]) as tf.Tensor2D;
        const wide = matrix.shape[0] < matrix.shape[1];
        const product = wide ? matrix.matMul(matrix, false, true) : matrix.matMul(matrix, true);
        const distance = product.sub(tf.eye(product.shape[0])).abs().max();
        expect(distance.dataSync()[0]).toBeLessThan(1e-5);
      }
    });
  });
});

test('a model has the weights that the analysis announces, and starts the same for the same seed', () => {
  const [one, same, other] = [buildModel(smallCnn, 3), buildModel(smallCnn, 3), buildModel(smallCnn, 4)];
  const announced = [...analyzeGraph(smallCnn).nodes].flatMap(([id, { weights }]) =>
    (weights ?? []).map(({ name, shape, trainable }) => ({ path: `${id}/${name}`, shape: [...shape], trainable })),
  );
  const built = one.weights.map((weight) => ({
    path: weight.path,
    shape: tensorOf(weight).shape,
    trainable: weight.trainable,
  }));
  expect(built).toEqual(announced);
  const values = (model: typeof one) => model.weights.map((weight) => [...tensorOf(weight).dataSync()]);
  expect(values(same)).toEqual(values(one));
  expect(values(other)).not.toEqual(values(one));
  for (const model of [one, same, other]) model.dispose();
});

test('a broken graph is refused with its first problem', () => {
  const graph = chain(['input', { shape: [8, 8, 1] }], ['dense', { units: 3 }], ['flatten'], ['conv2d'], ['output']);
  expect(() => buildModel(graph, 0)).toThrow(
    expect.objectContaining({ code: 'GRAPH_INVALID', message: expect.stringContaining('conv2d_3') }),
  );
});

test('a reshape that works a size out can be followed by layers that need to know it', () => {
  const graph = parseTextGraph('input[4,4,2] > reshape([4,-1]) > flatten > dense(3) > output');
  const before = tf.memory().numTensors;
  const model = buildModel(graph, 1);
  expect(model.weights[0]?.variable.shape).toEqual([32, 3]);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('weights of several dense layers in one start by what enters and leaves each, as in Keras', () => {
  const graph = parseTextGraph(
    'input[8,96] > multi_head_attention(6,32,kernel_initializer=he_normal) > e:einsum_dense > flatten > dense(2) > output',
  );
  const einsum = { equation: 'abc,cde->abde', output_shape: [8, 4, 20] };
  const nodes = graph.nodes.map((node) => (node.id === 'e' ? { ...node, params: einsum } : node));
  const model = buildModel({ ...graph, nodes }, 1);
  const spread = (path: string) => {
    const weight = model.weights.find((one) => one.path === path);
    if (!weight) throw new Error(`no weight ${path}`);
    return tf.tidy(() => Math.sqrt(tf.moments(tensorOf(weight)).variance.dataSync()[0] ?? 0));
  };
  expect(spread('multi_head_attention_1/query/kernel')).toBeCloseTo(Math.sqrt(2 / 96), 2);
  expect(spread('multi_head_attention_1/attention_output/kernel')).toBeCloseTo(Math.sqrt(2 / 192), 2);
  expect(spread('e/kernel')).toBeCloseTo(Math.sqrt(2 / (96 + 80)), 2);
  expect(spread('multi_head_attention_1/query/bias')).toBe(0);
  model.dispose();
});

test('a layer called twice has its weights once, and both calls learn them', () => {
  const graph = parseTextGraph('x:input[4] > a:dense(4) > b:dense=a > c:dense(2) > output');
  const model = buildModel(graph, 1);
  expect(model.weights.map((weight) => weight.path)).toEqual(['a/kernel', 'a/bias', 'c/kernel', 'c/bias']);
  tf.tidy(() => {
    const x = tf.ones([1, 4]);
    const [kernel, bias, last, offset] = model.weights.map(tensorOf) as [
      tf.Variable,
      tf.Variable,
      tf.Variable,
      tf.Variable,
    ];
    const once = x.matMul(kernel as tf.Tensor2D).add(bias);
    const expected = once
      .matMul(kernel as tf.Tensor2D)
      .add(bias)
      .matMul(last as tf.Tensor2D)
      .add(offset);
    const logits = model.logits.apply(x) as tf.Tensor;
    expect(logits.sub(expected).abs().max().dataSync()[0]).toBeLessThan(1e-6);
  });
  model.dispose();
});

test('a frozen layer has weights that are not trained, and a batch normalization then keeps its averages', () => {
  const graph = parseTextGraph('input[4] > a:dense(3) > b:batch_normalization > dense(2) > output');
  const frozen = { ...graph, nodes: graph.nodes.map((node) => (node.id === 'b' ? { ...node, frozen: true } : node)) };
  const model = buildModel(frozen, 1);
  expect(model.weights.filter((weight) => !weight.trainable).map((weight) => weight.path)).toEqual([
    'b/gamma',
    'b/beta',
    'b/moving_mean',
    'b/moving_variance',
  ]);
  expect(analyzeGraph(frozen).totals).toMatchObject({ parameters: 35, trainable: 23 });
  const mean = () => [...tensorOf(model.weights[4] as (typeof model.weights)[number]).dataSync()];
  const before = mean();
  tf.tidy(() => {
    model.logits.apply(tf.randomUniform([8, 4]), { training: true });
  });
  expect(mean()).toEqual(before);
  model.dispose();
});
