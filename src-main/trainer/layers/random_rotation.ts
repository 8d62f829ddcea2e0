import { uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { rangeIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';
import { affineTransform, fillingIn } from './projective.ts';

/** Rows for `affineTransform` that turn pictures about their middle; angles in radians, one a picture. */
export const rotations = (angles: tf.Tensor, height: number, width: number): tf.Tensor =>
  tf.tidy(() => {
    const [x, y] = [(width - 1) / 2, (height - 1) / 2];
    const angle = angles.reshape([-1, 1]);
    const [cos, sin, zero] = [angle.cos(), angle.sin(), tf.zerosLike(angle)];
    const right = tf.sub(x, cos.mul(x)).add(sin.mul(y));
    const down = tf.sub(y, sin.mul(x)).sub(cos.mul(y));
    return tf.concat([cos, sin.neg(), right, sin, cos, down, zero, zero], 1);
  });

export const randomRotation: LayerFactory = {
  create: (config, { name, key, position }) => {
    const [low, high] = rangeIn(config, 'factor', true);
    const filling = fillingIn(config);
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const pictures = only(inputs);
        if (!training) return pictures.clone();
        const [count = 1, height = 1, width = 1] = pictures.shape;
        const angles = uniform([count], key, position.step, low * 2 * Math.PI, high * 2 * Math.PI);
        return affineTransform(pictures, rotations(angles, height, width), filling);
      },
    });
  },
};
