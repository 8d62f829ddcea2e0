import { backend, typeAttribute } from './kernels.ts';
import { tf } from './tf.ts';

/** What sets one draw apart from the next: a number, or an int32 scalar where the draw is being recorded. */
export type Counter = number | tf.Tensor;

/** Where a training stands: random numbers depend on nothing else, so a resumed run draws the same ones. */
export interface RandomPosition {
  /** Batches trained so far. */
  step: Counter;
}

/** A 32-bit key for a run's seed and a layer's name (FNV-1a, then the finalizer of MurmurHash3). */
export function keyOf(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed}:${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

type Distribution = 'StatelessRandomUniform' | 'StatelessRandomNormal' | 'StatelessTruncatedNormal';

const seedOf = (key: number, counter: Counter): tf.Tensor =>
  typeof counter === 'number'
    ? tf.tensor1d([key, counter], 'int32')
    : tf.stack([tf.scalar(key, 'int32'), counter as tf.Scalar]);

function draw(operation: Distribution, shape: readonly number[], key: number, counter: Counter): tf.Tensor {
  return tf.tidy(() =>
    backend().executeSingleOutput(
      operation,
      [typeAttribute('dtype', 'float32'), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')],
      [tf.tensor1d([...shape], 'int32'), seedOf(key, counter)],
    ),
  );
}

/** Uniform in [low, high), a function of shape, key and counter alone. */
export const uniform = (shape: readonly number[], key: number, counter: Counter, low = 0, high = 1): tf.Tensor =>
  tf.tidy(() => {
    const unit = draw('StatelessRandomUniform', shape, key, counter);
    return low === 0 && high === 1 ? unit : unit.mul(high - low).add(low);
  });

export const normal = (shape: readonly number[], key: number, counter: Counter): tf.Tensor =>
  draw('StatelessRandomNormal', shape, key, counter);

/** Normal, cut off at two standard deviations. */
export const truncatedNormal = (shape: readonly number[], key: number, counter: Counter): tf.Tensor =>
  draw('StatelessTruncatedNormal', shape, key, counter);

/** Gamma distributed with scale 1; `alpha` broadcasts against the shape. */
export const gamma = (shape: readonly number[], key: number, counter: Counter, alpha: number | tf.Tensor): tf.Tensor =>
  tf.tidy(() =>
    backend().executeSingleOutput(
      'StatelessRandomGammaV2',
      [typeAttribute('dtype', 'float32'), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')],
      [tf.tensor1d([...shape], 'int32'), seedOf(key, counter), typeof alpha === 'number' ? tf.scalar(alpha) : alpha],
    ),
  );
