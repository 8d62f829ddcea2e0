import type { KerasConfig } from './config.ts';

/** The shape of a layer's draws: Keras's `noise_shape`, in which null takes the input's size; that of the input without one. */
export function noiseShapeIn({ noise_shape: given }: KerasConfig, shape: readonly number[]): readonly number[] {
  if (given === null || given === undefined) return shape;
  const sizes = Array.isArray(given) ? given.map((size, place): unknown => size ?? shape[place]) : [];
  if (sizes.length > 0 && sizes.every((size) => typeof size === 'number')) return sizes;
  throw new Error(`the Keras config's noise_shape should be sizes or null; it is ${JSON.stringify(given)}`);
}
