import { masksAmong } from '#shared/layers/attending.ts';
import type { InputPort } from '#shared/layers/definition.ts';
import { detached } from '../runtime/detached.ts';
import { uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerContext, Mask } from './factory.ts';

/** What attention layers have in common, in few operations: every product is one of matrices. */

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** A dense layer over the last `entering` axes; its kernel may have several axes on either side. */
export function denseOver(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | null, entering = 1): tf.Tensor {
  const enter = product(kernel.shape.slice(0, entering));
  const flat = tf.matMul(x.reshape([-1, enter]), kernel.reshape([enter, -1]));
  const biased = bias ? flat.add(bias.reshape([-1])) : flat;
  return biased.reshape([-1, ...x.shape.slice(1, x.rank - entering), ...kernel.shape.slice(entering)]);
}

/** 1 where a place may look, 0 where not, as (places, places seen). */
export function placesSeen(
  query: number,
  value: number,
  { causal, window }: { causal: boolean; window: number | null },
) {
  const seen = Float32Array.from({ length: query * value }, (_, index) => {
    const [row, column] = [Math.floor(index / value), index % value];
    const near = window === null || Math.abs(row - column) < window;
    return near && !(causal && column > row) ? 1 : 0;
  });
  return tf.tensor2d(seen, [query, value]);
}

/** Masks of query and keys, as (batch, 1 or heads, places, places seen) together with what a layer itself hides. */
export function joined(own: tf.Tensor | null, query: Mask, keys: readonly Mask[]): tf.Tensor | null {
  const rows = query ? [query.cast('float32').expandDims(1).expandDims(3)] : [];
  const columns = keys.flatMap((mask) => (mask ? [mask.cast('float32').expandDims(1).expandDims(1)] : []));
  const all = [...(own ? [own] : []), ...rows, ...columns];
  return all.length === 0 ? null : all.reduce((product, mask) => product.mul(mask));
}

/** Takes the place of scores that must not count; Keras's numbers differ by the way taken, what comes of them doesn't. */
const HIDDEN = 1e9;

export interface Looking {
  readonly scale?: number;
  /** Broadcasts to (batch, heads, places, places seen). */
  readonly mask: tf.Tensor | null;
  /** Whether a place that may look at nothing gets zeros, instead of the mean of everything. */
  readonly blank: boolean;
  readonly drop: (weights: tf.Tensor) => tf.Tensor;
}

/** Queries (…, heads, places, size) look at keys and take values along; how much they look is told before dropout. */
export function look(
  query: tf.Tensor,
  key: tf.Tensor,
  value: tf.Tensor,
  { scale, mask, blank, drop }: Looking,
): { taken: tf.Tensor; scores: tf.Tensor } {
  const products = tf.matMul(scale === undefined ? query : query.mul(scale), key, false, true);
  const weights = tf.softmax(mask ? products.mul(mask).add(mask.sub(1).mul(HIDDEN)) : products);
  const scores = blank && mask ? weights.mul(mask) : weights;
  return { taken: tf.matMul(drop(scores), value), scores };
}

/** Masks that came in by ports of their own, by the ports' names, as ones and zeros. */
export function givenMasks(ports: readonly InputPort[], inputs: readonly tf.Tensor[]): ReadonlyMap<string, tf.Tensor> {
  const given = [...masksAmong(ports, inputs)];
  return new Map(given.map(([name, mask]) => [name, detached(mask).notEqual(0).cast('float32')]));
}

/** Whether what a layer looks at is wanted as an output. */
export const givesScores = (config: KerasConfig): boolean => booleanIn(config, 'return_attention_scores', false);

/** Dropout of attention weights, in training. */
export function droppedBy(config: KerasConfig, { key, position }: LayerContext, training: boolean) {
  const rate = numberIn(config, 'dropout', 0);
  return (weights: tf.Tensor): tf.Tensor => {
    if (!training || rate === 0) return weights;
    const kept = uniform(weights.shape, key, position.step).greaterEqual(rate).cast('float32');
    return weights.mul(kept.mul(1 / (1 - rate)));
  };
}
