import { tf } from '../runtime/tf.ts';
import { augmentation, betweenRanges, sizesOf } from './augmentation.ts';
import { numberIn, pairIn } from './config.ts';
import { withoutGradient } from './without-gradient.ts';

const BYTES = [0, 255] as const;

/** Spreads the values of one channel (0 to 255) evenly; the histogram is that of the whole batch, as in Keras. */
function equalized(channel: tf.Tensor, bins: number): tf.Tensor {
  const flat = channel.flatten();
  const places = flat
    .div(255)
    .mul(bins - 1)
    .clipByValue(0, bins - 1)
    .cast('int32') as tf.Tensor1D;
  const histogram = tf.unsortedSegmentSum(tf.onesLike(flat), places, bins);
  const below = histogram.cumsum();
  const total = below.max();
  const least = below.where(below.greater(0), total).min();
  const spread = total.sub(least).maximum(1);
  const table = below.sub(least).mul(255).div(spread).round().clipByValue(0, 255);
  const one = histogram.greater(0).cast('float32').sum().lessEqual(1);
  return flat.where(one, tf.gather(table, places)).reshape(channel.shape);
}

export const equalization = augmentation((config) => {
  const bins = numberIn(config, 'bins');
  const range = pairIn(config, 'value_range');
  return {
    draw: () => ({}),
    apply: (pictures) =>
      withoutGradient(pictures, (given) => {
        const channels = betweenRanges(given, range, BYTES).split(sizesOf(given.shape).channels, 3);
        return betweenRanges(
          tf.concat(
            channels.map((channel) => equalized(channel, bins)),
            3,
          ),
          BYTES,
          range,
        );
      }),
  };
});
