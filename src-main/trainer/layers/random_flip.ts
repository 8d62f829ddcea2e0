import { uniform } from '../runtime/random.ts';
import type { tf } from '../runtime/tf.ts';
import { stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** Keras draws one coin a picture, for both directions. */
function flipSome(pictures: tf.Tensor, coins: tf.Tensor, axis: 1 | 2): tf.Tensor {
  const heads = coins.lessEqual(0.5).cast('float32');
  return pictures
    .reverse(axis)
    .mul(heads)
    .add(pictures.mul(heads.mul(-1).add(1)));
}

export const randomFlip: LayerFactory = {
  create: (config, { name, key, position }) => {
    const mode = stringIn(config, 'mode', 'horizontal_and_vertical');
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        let pictures = only(inputs);
        if (!training) return pictures.clone();
        const coins = uniform([pictures.shape[0] ?? 1, 1, 1, 1], key, position.step);
        if (mode.includes('horizontal')) pictures = flipSome(pictures, coins, 2);
        if (mode.includes('vertical')) pictures = flipSome(pictures, coins, 1);
        return pictures;
      },
    });
  },
};
