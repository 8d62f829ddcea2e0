import type { tf } from '../runtime/tf.ts';
import { augmentation, perPicture, sizesOf } from './augmentation.ts';
import { greyOf } from './colours.ts';
import { pairIn, rangeIn } from './config.ts';

export const randomColorDegeneration = augmentation<{ factor: tf.Tensor }>((config) => {
  const [low, high] = rangeIn(config, 'factor', true);
  const range = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({ factor: draws.uniform('factor', [sizesOf(shape).count], low, high) }),
    apply: (pictures, { factor }) =>
      pictures.add(greyOf(pictures).sub(pictures).mul(perPicture(factor))).clipByValue(...range),
  };
});
