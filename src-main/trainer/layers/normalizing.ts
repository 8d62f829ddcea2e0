import { tf } from '../runtime/tf.ts';
import type { Call } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig } from './config.ts';

/** A weight of the sizes along `axes`, brought to a shape that broadcasts against the input. */
export function alongAxes(weight: tf.Tensor, input: tf.Tensor, axes: readonly number[]): tf.Tensor {
  return weight.reshape(input.shape.map((size, axis) => (axes.includes(axis) ? size : 1)));
}

/** To mean 0 and variance 1 over the axes. */
export function standardized(input: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const centered = input.sub(input.mean(axes, true));
  return centered.mul(tf.rsqrt(centered.square().mean(axes, true).add(epsilon)));
}

/** gamma and beta, where there are such, along the axes. */
export function scaledAndShifted(
  config: KerasConfig,
  value: tf.Tensor,
  { weight }: Call,
  axes: readonly number[],
): tf.Tensor {
  const scaled = booleanIn(config, 'scale', true) ? value.mul(alongAxes(weight('gamma'), value, axes)) : value;
  return booleanIn(config, 'center', true) ? scaled.add(alongAxes(weight('beta'), value, axes)) : scaled;
}
