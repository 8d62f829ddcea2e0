import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { buildModel } from '../build/model.ts';
import { tensorOf } from '../build/weights.ts';
import { recordForward } from '../export/record-forward.ts';
import { record } from '../recorder/recorder.ts';
import { withoutFusing } from '../runtime/fusing.ts';
import { tf } from '../runtime/tf.ts';
import { batchParts } from './batch-parts.ts';
import { factoryOf } from './index.ts';

interface Rates {
  readonly dropout?: number;
  readonly recurrent_dropout?: number;
}

const types = ['simple_rnn', 'gru', 'lstm'];

describe.each(types)('dropout of %s', (type) => {
  const x = tf.keep(tf.randomNormal([4, 6, 5], 0, 1, 'float32', 2));
  const config = (rates: Rates) => ({
    units: 8,
    activation: 'tanh',
    use_bias: true,
    ...rates,
    return_sequences: true,
  });
  const at = (rates: Rates, step: number, training = true): Float32Array => {
    const layer = factoryOf(type).create(config(rates), { name: 'r', key: 7, position: { step } });
    layer.apply(x);
    // The same weights for each: ones, so that what is hidden shows.
    layer.setWeights(layer.weights.map((weight) => tf.fill(weight.shape as number[], 0.1)));
    return (layer.apply(x, { training }) as tf.Tensor).dataSync<'float32'>();
  };

  test.each<Rates>([{ dropout: 0.5 }, { recurrent_dropout: 0.5 }, { dropout: 0.3, recurrent_dropout: 0.3 }])(
    '%o draws by step alone, in training alone',
    (rates) => {
      tf.tidy(() => {
        const plain = at({}, 0);
        expect(at(rates, 0, false)).toEqual(plain);
        expect(at(rates, 0)).not.toEqual(plain);
        expect(at(rates, 0)).toEqual(at(rates, 0));
        expect(at(rates, 0)).not.toEqual(at(rates, 1));
      });
    },
  );
});

test('dropout hides the same inputs at every time step', () => {
  tf.tidy(() => {
    const layer = factoryOf('simple_rnn').create(
      { units: 4, activation: 'linear', use_bias: false, dropout: 0.5, return_sequences: true },
      { name: 'r', key: 3, position: { step: 0 } },
    );
    const x = tf.ones([1, 5, 4]);
    layer.apply(x);
    // What goes in comes out, and nothing is remembered.
    layer.setWeights([tf.eye(4), tf.zeros([4, 4])]);
    const steps = (layer.apply(x, { training: true }) as tf.Tensor3D).arraySync()[0] ?? [];
    expect(new Set(steps[0])).toEqual(new Set([0, 2]));
    for (const step of steps) expect(step).toEqual(steps[0]);
  });
});

test('the bias of the forget gate starts at 1, where it is asked for', () => {
  const biasOf = (text: string) => {
    const model = buildModel(parseTextGraph(text), 1);
    const bias = model.weights.find(({ path }) => path === 'r/bias');
    const values = bias ? [...tensorOf(bias).dataSync()] : [];
    model.dispose();
    return values;
  };
  expect(biasOf('input[5,2] > r:lstm(2) > output')).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  expect(biasOf('input[5,2] > r:lstm(2, unit_forget_bias=false) > output')).toEqual(new Array(8).fill(0));
});

test('a step costs few operations, since the inputs of all steps are multiplied at once', () => {
  const operations = (type: string, steps: number): number => {
    const layer = factoryOf(type).create(
      { units: 4, activation: 'tanh', recurrent_activation: 'sigmoid', use_bias: true },
      { name: 'r', key: 3, position: { step: 0 } },
    );
    const x = tf.ones([2, steps, 3]);
    layer.apply(x);
    return recordForward([x], new Map(), ([input]) => [layer.apply(input as tf.Tensor) as tf.Tensor]).operations.length;
  };
  const perStep = (type: string): number => tf.tidy(() => (operations(type, 22) - operations(type, 12)) / 10);
  expect(types.map(perStep)).toEqual([3, 14, 12]);
});

afterEach(() => vi.unstubAllEnvs());

/** A batch for one thread, and one that two threads share unevenly. */
const batches = [
  ['gru', 3, 3],
  ['gru', 17, 9],
  ['lstm', 3, 3],
  ['lstm', 17, 9],
] as const;

describe.each(batches)('%s in one piece, a batch of %i', (type, batch, share) => {
  const states = type === 'lstm' ? 2 : 1;
  const x = tf.keep(tf.randomNormal([batch, 7, 4], 0, 1, 'float32', 5));
  const initial = Array.from({ length: states }, (_, index) =>
    tf.keep(tf.randomNormal([batch, 5], 0, 1, 'float32', 8 + index)),
  );
  const options = [
    {},
    { return_sequences: true },
    { go_backwards: true, use_bias: false },
    { return_sequences: true, return_state: true, go_backwards: true },
    { return_state: true, dropout: 0.4 },
    { return_sequences: true, recurrent_dropout: 0.4 },
  ];
  const made = (option: object) => {
    const config = { units: 5, activation: 'tanh', recurrent_activation: 'sigmoid', use_bias: true, ...option };
    const layer = factoryOf(type).create(config, { name: 'r', key: 7, position: { step: 2 } });
    layer.apply(x);
    layer.setWeights(
      layer.weights.map(({ shape }, index) => tf.randomNormal(shape as number[], 0, 0.5, 'float32', index)),
    );
    return layer;
  };

  test.each(options)('%o: values and gradients are those of step by step', (option) => {
    vi.stubEnv('TF_NUM_INTEROP_THREADS', '2');
    expect(batchParts(batch)[0]).toBe(share);
    tf.tidy(() => {
      const layer = made(option);
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const run = (): tf.Tensor[] => {
        const results: tf.Tensor[] = [];
        const loss = (...given: tf.Tensor[]): tf.Scalar => {
          const outputs = [layer.apply(given, { training: true })].flat() as tf.Tensor[];
          for (const output of outputs) results.push(tf.keep(output.clone()));
          // A slope of its own for each value.
          const sums = outputs.map((output) => output.mul(tf.linspace(-1, 2, output.size).reshape(output.shape)).sum());
          return tf.addN(sums) as tf.Scalar;
        };
        const ofInputs = tf.grads(loss)([x, ...initial]);
        const { grads } = tf.variableGrads(() => loss(x, ...initial), variables);
        return [...results, ...ofInputs, ...variables.map(({ name }) => grads[name] as tf.Tensor)];
      };
      const [fused, plain] = [run(), withoutFusing(run)];
      expect(fused.length).toBe(plain.length);
      for (const [index, value] of fused.entries()) {
        const other = plain[index] as tf.Tensor;
        const largest = Math.max(1, other.abs().max().dataSync()[0] ?? 0);
        expect(value.sub(other).abs().max().dataSync()[0]).toBeLessThan(2e-6 * largest);
      }
      for (const result of [...fused, ...plain]) result.dispose();
      layer.dispose();
    });
  });
});

test('an LSTM of 200 steps is no more operations than one of 20', () => {
  const operations = (steps: number): number =>
    tf.tidy(() => {
      const config = { units: 4, activation: 'tanh', recurrent_activation: 'sigmoid', use_bias: true };
      const layer = factoryOf('lstm').create(config, { name: 'r', key: 3, position: { step: 0 } });
      const x = tf.ones([2, steps, 3]);
      layer.apply(x);
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const { recording } = record({ arguments: new Map([['x', x]]), variables: new Map() }, () => {
        const { grads } = tf.variableGrads(() => (layer.apply(x) as tf.Tensor).sum() as tf.Scalar, variables);
        return Object.values(grads);
      });
      return recording.operations.length;
    });
  const long = operations(200);
  expect(long).toBe(operations(20));
  expect(long).toBeLessThan(60);
});

test('a batch is shared among the threads in whole, and by one of them not at all', () => {
  vi.stubEnv('TF_NUM_INTEROP_THREADS', '3');
  expect(batchParts(50)).toEqual([17, 17, 16]);
  expect(batchParts(7)).toEqual([7]);
  vi.stubEnv('TF_NUM_INTEROP_THREADS', '1');
  expect(batchParts(50)).toEqual([50]);
});
