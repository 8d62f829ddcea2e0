import { backend, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numberIn, stringIn } from './config.ts';

export interface Filling {
  readonly mode: string;
  readonly value: number;
  readonly interpolation: string;
}

export const fillingIn = (config: KerasConfig): Filling => ({
  mode: stringIn(config, 'fill_mode', 'reflect').toUpperCase(),
  value: numberIn(config, 'fill_value', 0),
  interpolation: stringIn(config, 'interpolation', 'bilinear').toUpperCase(),
});

const project = (pictures: tf.Tensor, matrices: tf.Tensor, filling: Filling): tf.Tensor =>
  backend().executeSingleOutput(
    'ImageProjectiveTransformV3',
    [
      typeAttribute('dtype', 'float32'),
      stringAttribute('interpolation', filling.interpolation),
      stringAttribute('fill_mode', filling.mode),
    ],
    [pictures, matrices, tf.tensor1d(pictures.shape.slice(1, 3), 'int32'), tf.scalar(filling.value)],
  );

/** Inverts rows [a0 a1 a2 b0 b1 b2 0 0]: from output to input coordinates and back. */
function inverted(matrices: tf.Tensor): tf.Tensor {
  const [a, b, c, d, e, f] = matrices.slice([0, 0], [-1, 6]).split(6, 1) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const determinant = a.mul(e).sub(b.mul(d));
  const rows = [e, b.neg(), b.mul(f).sub(c.mul(e)), d.neg(), a, c.mul(d).sub(a.mul(f))];
  const zeros = tf.zerosLike(a);
  return tf.concat([...rows.map((row) => row.div(determinant)), zeros, zeros], 1);
}

/**
 * Moves each picture by its own affine matrix (a row of eight numbers), as Keras's `affine_transform` does. The gradient
 * is TensorFlow's own: the inverse transform of what comes back.
 */
export function affineTransform(pictures: tf.Tensor, matrices: tf.Tensor, filling: Filling): tf.Tensor {
  const transform = tf.customGrad((x, save) => {
    const input = x as tf.Tensor;
    (save as tf.GradSaveFunc)([matrices]);
    return {
      value: project(input, matrices, filling),
      gradFunc: (dy, saved) => project(dy as tf.Tensor, inverted(saved[0] as tf.Tensor), { ...filling, value: 0 }),
    };
  });
  return transform(pictures);
}
