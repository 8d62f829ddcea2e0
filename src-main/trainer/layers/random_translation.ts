import { uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { rangeIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';
import { affineTransform, fillingIn } from './projective.ts';

/** Rows for `affineTransform` that move pictures by so many pixels. */
export const translations = (right: tf.Tensor, down: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    const [x, y] = [right.reshape([-1, 1]), down.reshape([-1, 1])];
    const [one, zero] = [tf.onesLike(x), tf.zerosLike(x)];
    return tf.concat([one, zero, x.neg(), zero, one, y.neg(), zero, zero], 1);
  });

export const randomTranslation: LayerFactory = {
  create: (config, { name, key, position }) => {
    const [top, bottom] = rangeIn(config, 'height_factor', true);
    const [left, right] = rangeIn(config, 'width_factor', true);
    const filling = fillingIn(config);
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const pictures = only(inputs);
        if (!training) return pictures.clone();
        const [count = 1, height = 1, width = 1] = pictures.shape;
        const down = uniform([count], key, position.step, top * height, bottom * height);
        // A key of its own: the two directions must not move together.
        const across = uniform([count], key ^ 0x5bd1e995, position.step, left * width, right * width);
        return affineTransform(pictures, translations(across, down), filling);
      },
    });
  },
};
