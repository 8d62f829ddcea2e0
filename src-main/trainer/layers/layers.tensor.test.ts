import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { activationNames } from '#shared/layers/activations.ts';
import { layerTypes } from '#shared/layers/index.ts';
import { keyOf } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { checkLayer } from '../testing/check-layer.ts';
import { ComparisonTable } from '../testing/comparison-table.ts';
import {
  difference,
  type GoldenTensor,
  goldenNames,
  type LayerCase,
  readGolden,
  toTensor,
} from '../testing/golden-files.ts';
import { factories, factoryOf } from './index.ts';
import { affineTransform } from './projective.ts';
import { adjustContrast } from './random_contrast.ts';
import { rotations } from './random_rotation.ts';
import { translations } from './random_translation.ts';

const cases = [
  ...readGolden<LayerCase[]>('layers'),
  ...goldenNames('layers').flatMap((name) => readGolden<LayerCase[]>(`layers/${name}`)),
];
const compared = new ComparisonTable();
afterAll(() => compared.print());

test('every layer of the catalogue has a factory, a file of its own and a golden case', () => {
  const expected = layerTypes.filter((type) => type !== 'input').sort();
  expect(Object.keys(factories).sort()).toEqual(expected);
  expect(readdirSync(import.meta.dirname)).toEqual(expect.arrayContaining(expected.map((type) => `${type}.ts`)));
  expect([...new Set(cases.map(({ type }) => type))].sort()).toEqual(expected);
  const tried = cases.filter(({ type }) => type === 'activation').map(({ params }) => params.activation);
  expect([...new Set(tried)].sort()).toEqual([...activationNames].sort());
});

describe('layers compute what Keras 3 does', () => {
  for (const [index, golden] of cases.entries()) {
    test(`${golden.type} ${JSON.stringify(golden.params)}${golden.training ? ' in training' : ''} (${index})`, () => {
      const before = tf.memory().numTensors;
      const found = checkLayer(golden);
      compared.add(golden.type, found);
      expect(found.forward).toBeLessThan(1e-5);
      expect(found.gradients).toBeLessThan(1e-5);
      expect(found.weightsAfter).toBeLessThan(1e-5);
      expect(found.stock).toBeLessThan(1e-5);
      expect(tf.memory().numTensors).toBe(before);
    });
  }
});

test.each([
  ['conv1d', [7, 3], { kernel_size: [3] }],
  ['conv2d', [6, 7, 3], { kernel_size: [3, 2], strides: [2, 2], padding: 'same' }],
  ['conv2d', [6, 7, 3], { kernel_size: [2, 2], dilation_rate: [2, 2] }],
  ['conv2d', [6, 7, 3], { kernel_size: [2, 2], strides: [1, 2] }],
])('%s %j %j: a group for each channel is each channel convolved by itself', (type, shape, options) => {
  tf.tidy(() => {
    const given = { use_bias: false, activation: 'linear', ...options };
    const made = (filters: number, groups: number) =>
      factoryOf(type).create({ ...given, filters, groups }, { name: 'c', key: 1, position: { step: 0 } });
    const x = tf.randomNormal([2, ...shape], 0, 1, 'float32', 4);
    const [whole, single] = [made(6, 3), made(2, 1)];
    whole.apply(x);
    const parts = tf.split(x, 3, -1);
    single.apply(parts[0] as tf.Tensor);
    const [kernel] = whole.getWeights();
    const kernels = tf.split(tf.randomNormal(kernel?.shape ?? [], 0, 1, 'float32', 5), 3, -1);
    whole.setWeights([tf.concat(kernels, -1)]);
    const slope = (output: tf.Tensor) => output.mul(tf.linspace(-1, 2, output.size).reshape(output.shape)).sum();
    const apart = (input: tf.Tensor): tf.Tensor => {
      const each = tf.split(input, 3, -1).map((part, index) => {
        single.setWeights([kernels[index] as tf.Tensor]);
        return single.apply(part) as tf.Tensor;
      });
      return tf.concat(each, -1);
    };
    const together = (input: tf.Tensor) => whole.apply(input) as tf.Tensor;
    expect(together(x).sub(apart(x)).abs().max().dataSync()[0]).toBeLessThan(1e-5);
    const [one, other] = [together, apart].map((run) =>
      tf.grad((input: tf.Tensor) => slope(run(input)) as tf.Scalar)(x),
    );
    expect(
      (one as tf.Tensor)
        .sub(other as tf.Tensor)
        .abs()
        .max()
        .dataSync()[0],
    ).toBeLessThan(1e-5);
  });
});

test('a grouped convolution has gradients by input and kernel', () => {
  const golden = readGolden<Record<'input' | 'kernel' | 'bias' | 'output', GoldenTensor>>('grouped-conv');
  const config = { filters: 4, kernel_size: [3, 3], groups: 2, padding: 'same', activation: 'linear', use_bias: true };
  const layer = factoryOf('conv2d').create(config, { name: 'grouped', key: 1, position: { step: 0 } });
  const input = toTensor(golden.input);
  layer.apply(input);
  layer.setWeights([toTensor(golden.kernel), toTensor(golden.bias)]);
  expect(difference(layer.apply(input) as tf.Tensor, golden.output)).toBeLessThan(1e-5);
  const gradient = tf.grad((x) => (layer.apply(x) as tf.Tensor).sum())(input);
  // By a numeric difference along a random direction.
  const direction = tf.randomNormal(input.shape, 0, 1, 'float32', 3);
  const at = (share: number) => (layer.apply(input.add(direction.mul(share))) as tf.Tensor).sum().dataSync()[0] ?? 0;
  const slope = (at(0.01) - at(-0.01)) / 0.02;
  expect(gradient.mul(direction).sum().dataSync()[0]).toBeCloseTo(slope, 1);
});

describe('augmentation, for given draws, moves pixels as Keras does', () => {
  interface Augmented {
    readonly kind: 'rotation' | 'translation' | 'contrast';
    readonly mode: string;
    readonly fill: number;
    readonly draws: number[] & number[][];
    readonly output: GoldenTensor;
    readonly dy?: GoldenTensor;
    readonly gradient?: GoldenTensor;
  }
  const golden = readGolden<{ input: GoldenTensor; cases: Augmented[] }>('augmentation');
  const compute = {
    rotation: (x: tf.Tensor, { draws, mode, fill }: Augmented) =>
      affineTransform(x, rotations(tf.tensor1d(draws), 5, 6), filling(mode, fill)),
    translation: (x: tf.Tensor, { draws, mode, fill }: Augmented) => {
      const moves = tf.tensor2d(draws);
      return affineTransform(
        x,
        translations(moves.slice([0, 0], [-1, 1]), moves.slice([0, 1], [-1, 1])),
        filling(mode, fill),
      );
    },
    contrast: (x: tf.Tensor, { draws }: Augmented) => adjustContrast(x, tf.tensor4d(draws, [2, 1, 1, 1]), 0, 255),
  };
  const filling = (mode: string, value: number) => ({ mode: mode.toUpperCase(), value, interpolation: 'BILINEAR' });

  for (const item of golden.cases) {
    test(`${item.kind} ${item.mode}`, () => {
      const input = toTensor(golden.input);
      expect(difference(compute[item.kind](input, item), item.output)).toBeLessThan(1e-5);
      if (!item.gradient || !item.dy) return;
      const dy = toTensor(item.dy);
      const gradient = tf.grad((x) => compute[item.kind](x, item).mul(dy).sum())(input);
      expect(difference(gradient, item.gradient)).toBeLessThan(1e-4);
    });
  }
});

describe('layers that act in training only', () => {
  const random: [string, Record<string, unknown>][] = [
    ['dropout', { rate: 0.5 }],
    ['dropout', { rate: 0.5, noise_shape: [null, 1, 1, 1] }],
    ['alpha_dropout', { rate: 0.5, noise_shape: [null, null, 1, 1] }],
    ['spatial_dropout2d', { rate: 0.5 }],
    ['stochastic_depth', { drop_path_rate: 0.5 }],
    ['gaussian_dropout', { rate: 0.5 }],
    ['alpha_dropout', { rate: 0.5 }],
    ['gaussian_noise', { stddev: 2 }],
    ['random_flip', { mode: 'horizontal_and_vertical' }],
    ['random_rotation', { factor: [-0.2, 0.2] }],
    ['random_translation', { height_factor: [-0.3, 0.3], width_factor: [-0.3, 0.3] }],
    ['random_contrast', { factor: [0.5, 0.5], value_range: [0, 255] }],
  ];
  const pictures = tf.keep(tf.randomUniform([8, 6, 6, 2], 0, 255, 'float32', 5));
  const equal = (one: tf.Tensor, other: tf.Tensor): boolean => one.equal(other).all().dataSync()[0] === 1;

  for (const [type, config] of random) {
    test(`${type} ${JSON.stringify(config)} draws by seed, layer and step alone`, () => {
      const at = (seed: number, name: string, step: number): tf.Tensor => {
        const layer = factoryOf(type).create(config, { name, key: keyOf(seed, name), position: { step } });
        return layer.apply(pictures, { training: true }) as tf.Tensor;
      };
      const first = at(1, 'a', 4);
      expect(equal(first, pictures)).toBe(false);
      expect(equal(at(1, 'a', 4), first)).toBe(true);
      expect(equal(at(2, 'a', 4), first)).toBe(false);
      expect(equal(at(1, 'b', 4), first)).toBe(false);
      expect(equal(at(1, 'a', 5), first)).toBe(false);
    });
  }

  test('dropout keeps the share it should, and the mean', () => {
    const layer = factoryOf('dropout').create({ rate: 0.3 }, { name: 'd', key: 9, position: { step: 0 } });
    const result = layer.apply(tf.ones([100, 100]), { training: true }) as tf.Tensor;
    expect(result.equal(0).cast('float32').mean().dataSync()[0]).toBeCloseTo(0.3, 1);
    expect(result.mean().dataSync()[0]).toBeCloseTo(1, 1);
  });
  const trained = (type: string, config: Record<string, unknown>, x: tf.Tensor): tf.Tensor => {
    const layer = factoryOf(type).create(config, { name: type, key: 9, position: { step: 0 } });
    return layer.apply(x, { training: true }) as tf.Tensor;
  };
  const momentsOf = (x: tf.Tensor): number[] => {
    const { mean, variance } = tf.moments(x);
    return [mean.dataSync()[0] ?? Number.NaN, Math.sqrt(variance.dataSync()[0] ?? Number.NaN)];
  };

  test('spatial dropout drops whole channels, and scales the others', () => {
    const result = trained('spatial_dropout2d', { rate: 0.25 }, tf.ones([40, 5, 5, 100]));
    const [smallest, largest] = [result.min([1, 2]), result.max([1, 2])];
    expect(equal(smallest, largest)).toBe(true);
    const dropped = largest.equal(0).cast('float32');
    expect(dropped.mean().dataSync()[0]).toBeCloseTo(0.25, 1);
    expect(largest.max().dataSync()[0]).toBeCloseTo(1 / 0.75, 5);
  });

  test('a noise shape shares one draw where it says 1, and takes the input’s size where it says nothing', () => {
    const x = tf.ones([60, 4, 5, 6]);
    for (const type of ['dropout', 'alpha_dropout']) {
      const samples = trained(type, { rate: 0.25, noise_shape: [null, 1, 1, 1] }, x);
      expect(equal(samples.min([1, 2, 3]), samples.max([1, 2, 3]))).toBe(true);
      expect(equal(samples.min(0), samples.max(0))).toBe(false);
      const rows = trained(type, { rate: 0.25, noise_shape: [1, 4, 1, null] }, x);
      expect(equal(rows.min([0, 2]), rows.max([0, 2]))).toBe(true);
      expect(equal(rows.min(1), rows.max(1))).toBe(false);
      // As TensorFlow broadcasts: aligned at the end.
      const last = trained(type, { rate: 0.25, noise_shape: [6] }, x);
      expect(equal(last.min([0, 1, 2]), last.max([0, 1, 2]))).toBe(true);
    }
    const samples = trained('dropout', { rate: 0.25, noise_shape: [null, 1, 1, 1] }, tf.ones([2000, 2, 1, 1]));
    expect(samples.equal(0).cast('float32').mean().dataSync()[0]).toBeCloseTo(0.25, 1);
    expect(samples.max().dataSync()[0]).toBeCloseTo(1 / 0.75, 5);
  });

  test('gaussian noise and gaussian dropout have the deviation that Keras gives them', () => {
    const [noiseMean, noise] = momentsOf(trained('gaussian_noise', { stddev: 0.7 }, tf.zeros([400, 400])));
    expect(noiseMean).toBeCloseTo(0, 2);
    expect(noise).toBeCloseTo(0.7, 2);
    const [factorMean, factor] = momentsOf(trained('gaussian_dropout', { rate: 0.2 }, tf.ones([400, 400])));
    expect(factorMean).toBeCloseTo(1, 2);
    expect(factor).toBeCloseTo(Math.sqrt(0.2 / 0.8), 2);
  });

  test('alpha dropout keeps mean and variance, and hides by one low value', () => {
    const x = tf.randomNormal([400, 400], 0, 1, 'float32', 3);
    const result = trained('alpha_dropout', { rate: 0.3 }, x);
    const [mean, deviation] = momentsOf(result);
    expect(mean).toBeCloseTo(0, 1);
    expect(deviation).toBeCloseTo(1, 1);
    // a · α′ + b of Klambauer et al., 2017, for a rate of 0.3.
    const lowest = -1.7580993408473766;
    const a = ((1 - 0.3) * (1 + 0.3 * lowest ** 2)) ** -0.5;
    const hidden = a * lowest - a * lowest * 0.3;
    const share = result.sub(hidden).abs().less(1e-5).cast('float32').mean().dataSync()[0];
    expect(share).toBeCloseTo(0.3, 2);
  });
});

test('an STFT spectrogram starts with the waves of Keras', () => {
  interface Start {
    readonly params: Record<string, unknown>;
    readonly real: GoldenTensor;
    readonly imag: GoldenTensor;
  }
  for (const { params, real, imag } of readGolden<Start[]>('stft-waves')) {
    const config = { frame_length: 256, window: 'hann', scaling: 'density', periodic: false, ...params };
    const { initialWeight } = factoryOf('stft_spectrogram');
    for (const [name, expected] of [
      ['real_kernel', real],
      ['imag_kernel', imag],
    ] as const) {
      const found = initialWeight?.(config, { name, shape: expected.shape }, () => tf.scalar(0));
      if (!found) throw new Error('no start');
      expect(difference(found, expected)).toBeLessThan(2e-6);
    }
  }
});
