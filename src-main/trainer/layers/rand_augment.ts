import { augmentation } from './augmentation.ts';
import { applyChosen, drawParts, strengthParts } from './augmentation-parts.ts';
import { numberIn } from './config.ts';

/** In Keras's order, which numbers the choices. */
const ORDER = [
  'random_shear',
  'random_translation',
  'random_rotation',
  'random_brightness',
  'random_color_degeneration',
  'random_contrast',
  'random_sharpness',
  'random_posterization',
  'solarization',
  'auto_contrast',
  'equalization',
];

export const randAugment = augmentation((config) => {
  const parts = strengthParts(config);
  const count = numberIn(config, 'num_ops');
  return {
    draw: (shape, draws) => ({
      chosen: draws.whole('chosen', [count], 0, ORDER.length),
      ...drawParts(parts, shape, draws),
    }),
    apply: (pictures, { chosen, ...drawn }) =>
      chosen
        ? chosen.split(count).reduce((changed, one) => applyChosen(parts, ORDER, one, changed, drawn), pictures)
        : pictures,
  };
});
