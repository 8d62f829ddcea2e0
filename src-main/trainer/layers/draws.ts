import { gamma, keyOf, normal, type RandomPosition, uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';

/** The random numbers of one layer at one step: each set is known by a name, and so independent of the others. */
export class Draws {
  readonly #key: number;
  readonly #position: RandomPosition;

  constructor(key: number, position: RandomPosition) {
    this.#key = key;
    this.#position = position;
  }

  /** The draws of a part of this layer. */
  of(part: string): Draws {
    return new Draws(keyOf(this.#key, part), this.#position);
  }

  uniform(name: string, shape: readonly number[], low = 0, high = 1): tf.Tensor {
    return uniform(shape, keyOf(this.#key, name), this.#position.step, low, high);
  }

  normal(name: string, shape: readonly number[]): tf.Tensor {
    return normal(shape, keyOf(this.#key, name), this.#position.step);
  }

  /** Whole numbers from `low` to below `high`, as float32. */
  whole(name: string, shape: readonly number[], low: number, high: number): tf.Tensor {
    // A product in float32 may round up to `high` itself.
    return this.uniform(name, shape, low, high)
      .floor()
      .clipByValue(low, Math.max(low, high - 1));
  }

  /** 1 or -1, each half of the time. */
  sign(name: string, shape: readonly number[]): tf.Tensor {
    return tf.sub(1, this.uniform(name, shape).greater(0.5).cast('float32').mul(2));
  }

  /** True (1) with a probability that is itself uniform in a range, as Keras draws what is applied to some pictures. */
  chance(name: string, shape: readonly number[], [low, high]: readonly [number, number]): tf.Tensor {
    const probability = this.uniform(`${name}, probability`, shape, low, high);
    return this.uniform(name, shape).less(probability).cast('float32');
  }

  /** Gamma distributed with scale 1; `alpha` broadcasts against the shape. */
  gamma(name: string, shape: readonly number[], alpha: number | tf.Tensor): tf.Tensor {
    return gamma(shape, keyOf(this.#key, name), this.#position.step, alpha);
  }

  /** Beta distributed with both parameters the same. */
  beta(name: string, shape: readonly number[], alpha: number | tf.Tensor): tf.Tensor {
    const one = this.gamma(`${name}, one`, shape, alpha);
    // Small parameters give gammas that float32 rounds to zero, both at times.
    return one.div(one.add(this.gamma(`${name}, other`, shape, alpha)).maximum(1e-30));
  }

  /** The numbers below `count` in random order. */
  order(name: string, count: number): tf.Tensor1D {
    return tf.topk(this.uniform(name, [count]), count).indices as tf.Tensor1D;
  }
}
