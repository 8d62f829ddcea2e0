import { afterAll, describe, expect, test } from 'vitest';
import { getLayer, type LayerType } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { keyOf } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { ComparisonTable } from '../testing/comparison-table.ts';
import { difference, type GoldenTensor, goldenNames, readGolden, toTensor } from '../testing/golden-files.ts';
import type { AugmentationFactory } from './augmentation.ts';
import { Draws } from './draws.ts';
import { factoryOf } from './index.ts';

interface GivenDraws {
  readonly params: Record<string, unknown>;
  readonly input: GoldenTensor;
  readonly draws: Record<string, GoldenTensor>;
  readonly output: GoldenTensor;
  readonly dy: GoldenTensor;
  /** Null where TensorFlow has none. */
  readonly gradient: GoldenTensor | null;
}

const configOf = (type: LayerType, params: Record<string, unknown>) => {
  const definition = getLayer(type);
  const parsed = parseParams(definition, params);
  expect(parsed.problems).toEqual([]);
  return definition.keras.toConfig(parsed.params);
};
const factory = (type: string) => factoryOf(type) as AugmentationFactory;
const valuesOf = (tensor: tf.Tensor) => [...tensor.dataSync()];
const types = goldenNames('augmentation') as LayerType[];

const compared = new ComparisonTable();
afterAll(() => compared.print());

describe.each(types)('%s, for given draws, changes pictures as Keras does', (type) => {
  for (const golden of readGolden<GivenDraws[]>(`augmentation/${type}`)) {
    test(JSON.stringify(golden.params), () => {
      const before = tf.memory().numTensors;
      const found = tf.tidy(() => {
        const { apply } = factory(type).read(configOf(type, golden.params));
        const draws = Object.fromEntries(Object.entries(golden.draws).map(([name, value]) => [name, toTensor(value)]));
        const input = toTensor(golden.input);
        const dy = toTensor(golden.dy);
        const slope = tf.grad((x) => apply(x, draws).mul(dy).sum());
        return {
          forward: difference(apply(input, draws), golden.output),
          gradients: golden.gradient ? difference(slope(input), golden.gradient) : 0,
          weightsAfter: 0,
          stock: 0,
        };
      });
      compared.add(type, found);
      expect(found.forward).toBeLessThan(1e-5);
      expect(found.gradients).toBeLessThan(1e-4);
      expect(tf.memory().numTensors).toBe(before);
    });
  }
});

/** Settings under which each type changes something. */
const changing: Partial<Record<LayerType, Record<string, unknown>>> = {
  random_crop: { height: 3, width: 3 },
  random_shear: { x_factor: 0.5 },
  random_color_jitter: { brightness_factor: 0.3, contrast_factor: 0.3, saturation_factor: 0.5, hue_factor: 0.5 },
  random_posterization: { factor: [1, 8] },
  solarization: { threshold_factor: 0.9, addition_factor: 0.5 },
};
const steady: readonly LayerType[] = ['auto_contrast', 'equalization', 'clahe'];

describe.each(types.filter((type) => !steady.includes(type)))('%s', (type) => {
  const pictures = tf.keep(tf.randomUniform([6, 8, 7, 3], 0, 255, 'float32', 5));
  const config = configOf(type, changing[type] ?? {});
  const at = (seed: number, name: string, step: number): number[] =>
    tf.tidy(() => {
      const layer = factoryOf(type).create(config, { name, key: keyOf(seed, name), position: { step } });
      return valuesOf(layer.apply(pictures, { training: true }) as tf.Tensor);
    });

  test('draws by seed, layer and step alone', () => {
    const first = at(1, 'a', 4);
    expect(first.every(Number.isFinite)).toBe(true);
    expect(at(1, 'a', 4)).toEqual(first);
    // A batch may draw the same by chance, three in a row don't.
    const others = [at(2, 'a', 4), at(3, 'a', 4), at(1, 'b', 4), at(1, 'c', 4), at(1, 'a', 5), at(1, 'a', 6)];
    for (const pair of [0, 2, 4]) expect([others[pair], others[pair + 1]]).not.toEqual([first, first]);
  });
});

test.each(types.filter((type) => getLayer(type).trainingOnly))('%s lets pictures through after training', (type) => {
  const pictures = tf.randomUniform([2, 4, 4, 3], 0, 255, 'float32', 5);
  const layer = factoryOf(type).create(configOf(type, changing[type] ?? {}), {
    name: 'a',
    key: 1,
    position: { step: 0 },
  });
  expect(valuesOf(layer.apply(pictures, { training: false }) as tf.Tensor)).toEqual(valuesOf(pictures));
});

describe('draws', () => {
  const many = [4000];
  const draws = new Draws(7, { step: 3 });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('whole numbers are even, within their bounds', () => {
    const values = valuesOf(draws.whole('w', many, 2, 6));
    for (const value of [2, 3, 4, 5]) expect(values.filter((one) => one === value).length / 4000).toBeCloseTo(0.25, 1);
    expect(new Set(values).size).toBe(4);
  });

  test('a chance is the mean of its bounds', () => {
    expect(mean(valuesOf(draws.chance('c', many, [0.2, 0.6])))).toBeCloseTo(0.4, 1);
    expect(mean(valuesOf(draws.sign('s', many)))).toBeCloseTo(0, 1);
  });

  test('a step that is known as a tensor only draws the same', () => {
    const known = new Draws(7, { step: tf.scalar(3, 'int32') });
    expect(valuesOf(known.gamma('g', many, 0.4))).toEqual(valuesOf(draws.gamma('g', many, 0.4)));
    expect(valuesOf(known.order('o', 50))).toEqual(valuesOf(draws.order('o', 50)));
  });

  test('gamma and beta have the moments that they should', () => {
    for (const alpha of [0.2, 1, 3]) {
      const values = valuesOf(draws.gamma('g', [20_000], alpha));
      expect(mean(values)).toBeCloseTo(alpha, 1);
      const shares = valuesOf(draws.beta('b', [20_000], alpha));
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(mean(shares)).toBeCloseTo(0.5, 1);
      expect(mean(shares.map((share) => (share - 0.5) ** 2))).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 2);
    }
  });

  test('an order has each number once, another one at each step', () => {
    const order = valuesOf(draws.order('o', 50));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(valuesOf(new Draws(7, { step: 4 }).order('o', 50))).not.toEqual(order);
  });
});

test('pictures that are too large are cut to the middle after training, as Keras documents', () => {
  const layer = factoryOf('random_crop').create(configOf('random_crop', { height: 2, width: 2 }), {
    name: 'crop',
    key: 1,
    position: { step: 0 },
  });
  const picture = tf.range(0, 24).reshape([1, 4, 6, 1]);
  const cut = layer.apply(picture, { training: false }) as tf.Tensor;
  // The largest square in the middle, columns 1 to 4, halved.
  expect(valuesOf(cut)).toEqual([4.5, 6.5, 16.5, 18.5]);
});

// A white spot on black, and what is drawn told by what becomes of it, over a thousand pictures.
const shadesOf = (type: LayerType, params: Record<string, unknown>, input: tf.Tensor): number[] => {
  const layer = factory(type).create(configOf(type, params), { name: 'a', key: keyOf(7, 'a'), position: { step: 2 } });
  return valuesOf(layer.apply(input, { training: true }) as tf.Tensor);
};
const isSpread = (values: readonly number[], low: number, high: number): void => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.02 + 1e-4;
  expect(least).toBeGreaterThanOrEqual(low - 1e-4);
  expect(least).toBeLessThan(low + room);
  expect(most).toBeLessThanOrEqual(high + 1e-4);
  expect(most).toBeGreaterThan(high - room);
};

test.each([
  [[0, 0.5], 1, 1.5],
  [[0.25, 0.5], 0.75, 1.5],
  [0.25, 0.75, 1.25],
])('random_contrast of %j draws from 1 - lost to 1 + gained, as Keras', (factor, low, high) => {
  const pictures = tf.tile(tf.tensor4d([1, 3], [1, 1, 2, 1]), [1000, 1, 1, 1]);
  // The mean is 2, from which each value is 1 away.
  const drawn = shadesOf('random_contrast', { factor, value_range: [-255, 255] }, pictures);
  isSpread(
    drawn.filter((_, index) => index % 2 === 1).map((value) => value - 2),
    low,
    high,
  );
});

test('random_translation draws from a range that lies to one side', () => {
  // A ramp to the right: shifted by a share s of 8 pixels, the middle is 8 s darker.
  const ramp = tf.tile(tf.range(0, 8).reshape([1, 1, 8, 1]), [1000, 1, 1, 1]);
  const params = { height_factor: 0, width_factor: [0.1, 0.3], fill_mode: 'nearest' };
  const middle = shadesOf('random_translation', params, ramp).filter((_, index) => index % 8 === 5);
  isSpread(
    middle.map((value) => (5 - value) / 8),
    0.1,
    0.3,
  );
});

test('random_rotation draws from a range that lies to one side', () => {
  const ramp = tf.tile(tf.range(0, 9).reshape([1, 1, 9, 1]), [1000, 9, 1, 1]);
  const params = { factor: [0.05, 0.2], fill_mode: 'nearest' };
  // Two to the right of the middle lies what was cos · 2 to the right of it.
  const shades = shadesOf('random_rotation', params, ramp).filter((_, index) => index % 81 === 4 * 9 + 6);
  const turns = shades.map((value) => Math.acos((value - 4) / 2) / (2 * Math.PI));
  isSpread(turns, 0.05, 0.2);
});
