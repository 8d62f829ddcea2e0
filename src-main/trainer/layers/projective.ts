import { backend, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { sizesOf } from './augmentation.ts';
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

type Size = readonly [height: number, width: number];

const project = (pictures: tf.Tensor, matrices: tf.Tensor, filling: Filling, size: Size): tf.Tensor =>
  backend().executeSingleOutput(
    'ImageProjectiveTransformV3',
    [
      typeAttribute('dtype', 'float32'),
      stringAttribute('interpolation', filling.interpolation),
      stringAttribute('fill_mode', filling.mode),
    ],
    [pictures, matrices, tf.tensor1d([...size], 'int32'), tf.scalar(filling.value)],
  );

/** Inverts rows [a b c d e f g h], which stand for 3 × 3 matrices that end in 1: from output to input and back. */
function inverted(matrices: tf.Tensor): tf.Tensor {
  const [a, b, c, d, e, f, g, h] = matrices.split(8, 1) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const minor = (p: tf.Tensor, q: tf.Tensor, r: tf.Tensor, s: tf.Tensor) => p.mul(q).sub(r.mul(s));
  const rows = [
    e.sub(f.mul(h)),
    c.mul(h).sub(b),
    minor(b, f, c, e),
    f.mul(g).sub(d),
    a.sub(c.mul(g)),
    minor(c, d, a, f),
    minor(d, h, e, g),
    minor(b, g, a, h),
  ];
  return tf.concat(
    rows.map((row) => row.div(minor(a, e, b, d))),
    1,
  );
}

/**
 * Moves each picture by its own matrix (a row of eight numbers, affine where the last two are 0), as Keras's
 * `affine_transform` does, into a picture of `size`, its own where left out. The gradient is TensorFlow's own: the
 * inverse transform of what comes back.
 */
export function affineTransform(pictures: tf.Tensor, matrices: tf.Tensor, filling: Filling, size?: Size): tf.Tensor {
  const { height, width } = sizesOf(pictures.shape);
  const transform = tf.customGrad((x, save) => {
    (save as tf.GradSaveFunc)([matrices]);
    return {
      value: project(x as tf.Tensor, matrices, filling, size ?? [height, width]),
      gradFunc: (dy, saved) =>
        project(dy as tf.Tensor, inverted(saved[0] as tf.Tensor), { ...filling, value: 0 }, [height, width]),
    };
  });
  return transform(pictures);
}
