import type { tf } from '../runtime/tf.ts';
import { augmentation, perPicture, sizesOf } from './augmentation.ts';
import { numbersIn, rangeIn } from './config.ts';

/** Moves every value away from (or to) the mean of its picture and channel, then back into the range of values. */
export const adjustContrast = (pictures: tf.Tensor, factors: tf.Tensor, low: number, high: number): tf.Tensor => {
  const mean = pictures.mean([1, 2], true);
  return pictures.sub(mean).mul(factors).add(mean).clipByValue(low, high);
};

export const randomContrast = augmentation<{ factor: tf.Tensor }>((config) => {
  const [below, above] = rangeIn(config, 'factor', false);
  const [low = 0, high = 255] = config.value_range === undefined ? [] : numbersIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({ factor: draws.uniform('factor', [sizesOf(shape).count], 1 - below, 1 + above) }),
    apply: (pictures, { factor }) => adjustContrast(pictures, perPicture(factor), low, high),
  };
});
