import { expect, test } from 'vitest';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../testing/golden-files.ts';
import { constrained } from './constraints.ts';
import { buildModel } from './model.ts';
import { penaltyOf } from './regularizers.ts';
import { type Serialised, serialised } from './weight-options.ts';
import { applyConstraints, tensorOf } from './weights.ts';

const golden = readGolden<{
  matrix: GoldenTensor;
  regularizers: { config: unknown; value: number; gradient: GoldenTensor }[];
  constraints: { config: unknown; weights: GoldenTensor; allowed: GoldenTensor }[];
  model: Record<'x' | 'kernel' | 'bias' | 'kernelAfter' | 'biasAfter', GoldenTensor> & {
    y: number[];
    added: number;
    loss: number;
  };
}>('regularization');

const read = (config: unknown): Serialised => {
  const found = serialised(config);
  if (!found) throw new Error('not serialised');
  return found;
};

test.each(golden.regularizers)('a regularizer as in Keras $config.class_name', ({ config, value, gradient }) => {
  tf.tidy(() => {
    const matrix = toTensor(golden.matrix);
    expect(penaltyOf(read(config), matrix).dataSync()[0]).toBeCloseTo(value, 5);
    expect(difference(tf.grad((x) => penaltyOf(read(config), x))(matrix), gradient)).toBeLessThan(1e-5);
  });
});

test.each(golden.constraints)('a constraint as in Keras $config.class_name', ({ config, weights, allowed }) => {
  tf.tidy(() => {
    expect(difference(constrained(read(config), toTensor(weights)), allowed)).toBeLessThan(1e-5);
  });
});

test('a layer with all of them adds to the loss what Keras adds, and steps as Keras does', () => {
  const { model: expected } = golden;
  const graph = chain(
    ['input', { shape: [4] }],
    [
      'dense',
      {
        units: 3,
        activation: 'tanh',
        kernel_regularizer: { name: 'l2', l2: 0.1 },
        bias_regularizer: { name: 'l1', l1: 0.2 },
        activity_regularizer: { name: 'l1_l2', l1: 0.3, l2: 0.4 },
        kernel_constraint: { name: 'max_norm', max_value: 0.5, axis: [0] },
        bias_constraint: { name: 'non_neg' },
      },
    ],
    ['output'],
  );
  const before = tf.memory().numTensors;
  const model = buildModel(graph, 1);
  tf.tidy(() => {
    const [kernel, bias] = model.weights.map(tensorOf) as [tf.Variable, tf.Variable];
    kernel.assign(toTensor(expected.kernel));
    bias.assign(toTensor(expected.bias));
    const [x, y] = [toTensor(expected.x), tf.oneHot(tf.tensor1d(expected.y, 'int32'), 3)];
    let added = Number.NaN;
    const { value, grads } = tf.variableGrads(() => {
      const { result, penalty } = model.penalties.during(() => model.logits.apply(x, { training: true }) as tf.Tensor);
      added = penalty?.dataSync()[0] ?? Number.NaN;
      return tf.losses.softmaxCrossEntropy(y, result).add(penalty ?? 0) as tf.Scalar;
    }, [kernel, bias]);
    expect(added).toBeCloseTo(expected.added, 4);
    expect(value.dataSync()[0]).toBeCloseTo(expected.loss, 4);
    for (const variable of [kernel, bias]) variable.assign(variable.sub((grads[variable.name] as tf.Tensor).mul(0.1)));
    applyConstraints(model.weights);
    expect(difference(tensorOf(model.weights[0] as never), expected.kernelAfter)).toBeLessThan(1e-5);
    expect(difference(tensorOf(model.weights[1] as never), expected.biasAfter)).toBeLessThan(1e-5);
  });
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
