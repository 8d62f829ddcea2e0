import { tf } from '../runtime/tf.ts';
import { sizesOf } from './augmentation.ts';
import type { Filling } from './projective.ts';

/** Whole places along one side, brought into it; null where all of them stand for a pixel. */
function brought(places: tf.Tensor, length: number, mode: string): { places: tf.Tensor; valid: tf.Tensor | null } {
  if (mode === 'WRAP') return { places: places.mod(length), valid: null };
  if (mode === 'REFLECT') {
    // As Keras: -1 is mirrored to 1, while `length` is to `length - 1`.
    const within = places.abs().mod(2 * length);
    return { places: within.where(within.less(length), tf.sub(2 * length - 1, within)), valid: null };
  }
  const valid = places.greaterEqual(0).logicalAnd(places.less(length));
  return { places: places.clipByValue(0, length - 1), valid: mode === 'CONSTANT' ? valid : null };
}

/**
 * Reads pictures at places between their pixels, as Keras's `map_coordinates` does.
 * @param down The row for each pixel of what comes out ([count, height, width]); @param right The column.
 */
export function sampledAt(pictures: tf.Tensor, down: tf.Tensor, right: tf.Tensor, filling: Filling): tf.Tensor {
  const { count, height, width, channels } = sizesOf(pictures.shape);
  const pixels = pictures.reshape([-1, channels]);
  const first = tf
    .range(0, count, 1, 'int32')
    .mul(tf.scalar(height * width, 'int32'))
    .reshape([count, 1, 1]);
  /** Whole places next to these, each with how much it counts. */
  const near = (places: tf.Tensor): [places: tf.Tensor, share: tf.Tensor][] => {
    if (filling.interpolation === 'NEAREST') return [[places.round(), tf.onesLike(places)]];
    const lower = places.floor();
    const share = places.sub(lower);
    return [
      [lower, tf.sub(1, share)],
      [lower.add(1), share],
    ];
  };
  const parts = near(down).flatMap(([row, rowShare]) =>
    near(right).map(([column, columnShare]) => {
      const y = brought(row, height, filling.mode);
      const x = brought(column, width, filling.mode);
      const index = y.places.cast('int32').mul(tf.scalar(width, 'int32')).add(x.places.cast('int32')).add(first);
      const read = tf.gather(pixels, index.flatten() as tf.Tensor1D).reshape([count, height, width, channels]);
      const valid = y.valid && x.valid ? y.valid.logicalAnd(x.valid).expandDims(3) : null;
      const found = valid ? read.where(valid, tf.fill(read.shape, filling.value)) : read;
      return found.mul(rowShare.mul(columnShare).expandDims(3));
    }),
  );
  return tf.addN(parts);
}
