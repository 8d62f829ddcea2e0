import { expect, it } from 'vitest';
import { activationFromConfig } from './activations.ts';
import { randomContrast } from './augmentation/random_contrast.ts';
import { randomTranslation } from './augmentation/random_translation.ts';
import { conv2d } from './convolution/conv2d.ts';
import { initializerFromConfig, initializerNames, initializerToConfig } from './initializers.ts';
import { parseParams } from './parse-params.ts';
import { regularizerFromConfig } from './regularizers.ts';

it('reads back every initializer that it writes', () => {
  for (const name of initializerNames) {
    expect(initializerFromConfig(initializerToConfig(name))).toMatchObject({ name });
    expect(initializerFromConfig(name)).toEqual({ name });
  }
});

it('leaves unknown names as they are, for the parameter to report', () => {
  const own = { class_name: 'Mine', config: {} };
  expect(initializerFromConfig(own)).toBe(own);
  expect(activationFromConfig('swish')).toBe('silu');
  expect(activationFromConfig('swish2')).toBe('swish2');
  expect(activationFromConfig(null)).toBe('linear');
  expect(activationFromConfig({ module: 'builtins', class_name: 'function', config: 'relu' })).toBe('relu');
});

it('reads a factor from a number or a range', () => {
  const contrast = (factor: unknown) => parseParams(randomContrast, randomContrast.keras.fromConfig({ factor })).params;
  expect(contrast(0.2)).toMatchObject({ factor: [0.2, 0.2] });
  expect(contrast([0, 0.2])).toMatchObject({ factor: [0, 0.2] });
  const shift = (factor: unknown) =>
    parseParams(randomTranslation, randomTranslation.keras.fromConfig({ height_factor: factor, width_factor: 0 }));
  expect(shift(0.2).params).toMatchObject({ height_factor: [-0.2, 0.2] });
  expect(shift([0.3, -0.1])).toMatchObject({ params: { height_factor: [-0.1, 0.3] }, problems: [] });
});

it('keeps the settings of a variant and drops what it does not know, such as a seed', () => {
  const written = { class_name: 'RandomNormal', config: { mean: 0, stddev: 0.02, seed: 7 } };
  expect(initializerFromConfig(written)).toEqual({ name: 'random_normal', mean: 0, stddev: 0.02 });
  expect(regularizerFromConfig({ class_name: 'L2', config: { l2: 0.5 } })).toEqual({ name: 'l2', l2: 0.5 });
});

it('shows what a file sets and Strata has no choice for', () => {
  const config = { ...conv2d.keras.toConfig(parseParams(conv2d, {}).params), data_format: 'channels_first' };
  expect(parseParams(conv2d, conv2d.keras.fromConfig(config)).problems).toMatchObject([{ param: 'data_format' }]);
});
