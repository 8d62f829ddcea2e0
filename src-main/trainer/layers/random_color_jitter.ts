import { augmentation } from './augmentation.ts';
import { applyPart, drawParts } from './augmentation-parts.ts';
import { randomBrightness } from './random_brightness.ts';
import { randomContrast } from './random_contrast.ts';
import { randomHue } from './random_hue.ts';
import { randomSaturation } from './random_saturation.ts';

/** In the order in which Keras applies them. */
const factories = {
  brightness: randomBrightness,
  contrast: randomContrast,
  saturation: randomSaturation,
  hue: randomHue,
} as const;

export const randomColorJitter = augmentation((config) => {
  const { value_range } = config;
  const parts = Object.fromEntries(
    Object.entries(factories).flatMap(([name, { read }]) => {
      const factor = config[`${name}_factor`];
      return factor === null || factor === undefined ? [] : [[name, read({ factor, value_range })]];
    }),
  );
  return {
    draw: (shape, draws) => drawParts(parts, shape, draws),
    apply: (pictures, drawn) =>
      Object.keys(parts).reduce((changed, name) => applyPart(parts, name, changed, drawn), pictures),
  };
});
