import { tf } from '../runtime/tf.ts';
import { augmentation, sizesOf } from './augmentation.ts';
import { rangeIn } from './config.ts';
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

export const randomRotation = augmentation<{ angles: tf.Tensor }>((config) => {
  const [low, high] = rangeIn(config, 'factor', true);
  const filling = fillingIn(config);
  return {
    draw: (shape, draws) => ({
      angles: draws.uniform('angles', [sizesOf(shape).count], low * 2 * Math.PI, high * 2 * Math.PI),
    }),
    apply: (pictures, { angles }) => {
      const { height, width } = sizesOf(pictures.shape);
      return affineTransform(pictures, rotations(angles, height, width), filling);
    },
  };
});
