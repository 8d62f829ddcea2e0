import { tf } from '../runtime/tf.ts';
import { withoutGradient } from './without-gradient.ts';

/** The brightness that eyes see, as one channel; what is grey already stays. */
export function greyOf(pictures: tf.Tensor): tf.Tensor {
  const [count = 1, height = 1, width = 1, channels = 1] = pictures.shape;
  if (channels === 1) return pictures;
  const weights = tf.tensor2d([0.2989, 0.587, 0.114], [3, 1]);
  return pictures.reshape([-1, 3]).matMul(weights).reshape([count, height, width, 1]);
}

const isZero = (x: tf.Tensor) => withoutGradient(x, (value) => value.equal(0));
const isPositive = (x: tf.Tensor) => withoutGradient(x, (value) => value.greater(0));

/** Hue (0 to 1, round), saturation and value of colour pictures, as TensorFlow's operation gives them. */
export function hsvOf(pictures: tf.Tensor): { hue: tf.Tensor; saturation: tf.Tensor; value: tf.Tensor } {
  const [red, green, blue] = pictures.split(3, 3) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const value = pictures.max(3, true);
  const range = value.sub(pictures.min(3, true));
  const zero = tf.zerosLike(value);
  // Nothing is divided by zero, not even where the result is thrown away: its gradient would not be.
  const above = (x: tf.Tensor) => x.where(isPositive(x), tf.onesLike(x));
  const divisor = above(range);
  const saturation = range.div(above(value)).where(isPositive(value), zero);
  const fromRed = green.sub(blue).div(divisor);
  const fromGreen = blue.sub(red).div(divisor).add(2);
  const fromBlue = red.sub(green).div(divisor).add(4);
  const sixths = fromRed.where(isZero(red.sub(value)), fromGreen.where(isZero(green.sub(value)), fromBlue));
  const hue = sixths.div(6);
  const round = hue.add(withoutGradient(hue, (x) => x.less(0).cast('float32')));
  return { hue: round.where(isPositive(range), zero), saturation, value };
}

/** Back from hue, saturation and value. */
export function rgbOf(hue: tf.Tensor, saturation: tf.Tensor, value: tf.Tensor): tf.Tensor {
  const sixths = hue.mul(6);
  const full = [sixths.sub(3).abs().sub(1), tf.sub(2, sixths.sub(2).abs()), tf.sub(2, sixths.sub(4).abs())].map(
    (channel) => channel.clipByValue(0, 1),
  );
  return tf.concat(
    full.map((channel) => channel.sub(1).mul(saturation).add(1).mul(value)),
    3,
  );
}
