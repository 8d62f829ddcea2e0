import { backend, boolAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { numberIn, rangeIn } from './config.ts';
import { affineTransform, fillingIn } from './projective.ts';

/**
 * Rows for `affineTransform` that bring the corners of pictures to where they are moved, as parts of the sides
 * ([count, 4, 2]: top left, top right, bottom left, bottom right; x first).
 */
function perspectives(moves: tf.Tensor, height: number, width: number): tf.Tensor {
  const [right, bottom] = [width - 1, height - 1];
  const corners = tf.tensor2d([0, 0, right, 0, 0, bottom, right, bottom], [4, 2]);
  const moved = moves.mul(corners).add(corners);
  const [count = 1] = moves.shape;
  const [x, y] = moved.split(2, 2) as [tf.Tensor, tf.Tensor];
  const [fromX, fromY] = corners.split(2, 1).map((part) => part.reshape([1, 4, 1])) as [tf.Tensor, tf.Tensor];
  const [one, zero] = [tf.onesLike(x), tf.zerosLike(x)];
  // Two equations a corner, x and y, in turn.
  const forX = tf.concat([x, y, one, zero, zero, zero, x.mul(fromX).neg(), y.mul(fromX).neg()], 2);
  const forY = tf.concat([zero, zero, zero, x, y, one, x.mul(fromY).neg(), y.mul(fromY).neg()], 2);
  const equations = tf.stack([forX, forY], 2).reshape([count, 8, 8]);
  const answers = corners.reshape([1, 8, 1]).tile([count, 1, 1]);
  return backend()
    .executeSingleOutput(
      'MatrixSolve',
      [typeAttribute('T', 'float32'), boolAttribute('adjoint', false)],
      [equations, answers],
    )
    .reshape([count, 8]);
}

export const randomPerspective = augmentation<{ moved: tf.Tensor; corners: tf.Tensor }>((config) => {
  const factor = rangeIn(config, 'factor', false);
  const scale = numberIn(config, 'scale');
  const filling = { ...fillingIn(config), mode: 'CONSTANT' };
  return {
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      return {
        moved: draws.chance('moved', [count], factor),
        corners: draws.uniform('corners', [count, 4, 2], -scale / 2, scale / 2),
      };
    },
    apply: (pictures, { moved, corners }) => {
      const { height, width } = sizesOf(pictures.shape);
      return forSome(moved, affineTransform(pictures, perspectives(corners, height, width), filling), pictures);
    },
  };
});
