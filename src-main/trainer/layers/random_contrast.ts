import { uniform } from '../runtime/random.ts';
import type { tf } from '../runtime/tf.ts';
import { numbersIn, rangeIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** Moves every value away from (or to) the mean of its picture and channel, then back into the range of values. */
export const adjustContrast = (pictures: tf.Tensor, factors: tf.Tensor, low: number, high: number): tf.Tensor => {
  const mean = pictures.mean([1, 2], true);
  return pictures.sub(mean).mul(factors).add(mean).clipByValue(low, high);
};

export const randomContrast: LayerFactory = {
  create: (config, { name, key, position }) => {
    const [below, above] = rangeIn(config, 'factor', false);
    const [low = 0, high = 255] = config.value_range === undefined ? [] : numbersIn(config, 'value_range');
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const pictures = only(inputs);
        if (!training) return pictures.clone();
        const shape = [pictures.shape[0] ?? 1, 1, 1, 1];
        return adjustContrast(pictures, uniform(shape, key, position.step, 1 - below, 1 + above), low, high);
      },
    });
  },
};
