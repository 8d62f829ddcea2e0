import type { tf } from '../runtime/tf.ts';
import { augmentation, perPicture, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';

export const randomBrightness = augmentation<{ delta: tf.Tensor }>((config) => {
  const [darker, lighter] = rangeIn(config, 'factor', true);
  const [low, high] = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({
      delta: draws.uniform('delta', [sizesOf(shape).count], darker * (high - low), lighter * (high - low)),
    }),
    apply: (pictures, { delta }) => pictures.add(perPicture(delta)).clipByValue(low, high),
  };
});
