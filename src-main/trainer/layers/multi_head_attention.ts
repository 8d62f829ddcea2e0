import { attended, headPorts } from '#shared/layers/attending.ts';
import { attentionAxes } from '#shared/layers/attention/multi_head_attention.ts';
import type { InputPort } from '#shared/layers/definition.ts';
import { tf } from '../runtime/tf.ts';
import { denseOver, droppedBy, givenMasks, givesScores, joined, look, placesSeen } from './attending.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, numberIn, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** The order that brings (batch, places…, heads, size) to (batch, other axes…, heads, axes that look…, size). */
function orderOf(rank: number, axes: readonly number[]): number[] {
  const [heads, size] = [rank - 2, rank - 1];
  const others = Array.from({ length: heads - 1 }, (_, index) => index + 1).filter((axis) => !axes.includes(axis));
  return [0, ...others, heads, ...axes, size];
}

/** As (batch and other axes, heads, places, size). */
function byHeads(x: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const ordered = x.transpose(orderOf(x.rank, axes));
  const places = axes.reduce((count, axis) => count * (x.shape[axis] ?? 1), 1);
  return x.rank === 4 ? ordered : ordered.reshape([-1, x.shape.at(-2) ?? 1, places, x.shape.at(-1) ?? 1]);
}

/** The way back from `byHeads`, for something of the shape of `like` but another size. */
function byPlaces(x: tf.Tensor, like: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const order = orderOf(like.rank, axes);
  const sizes = order.slice(1, -1).map((axis) => like.shape[axis] ?? 1);
  const ordered = like.rank === 4 ? x : x.reshape([-1, ...sizes, x.shape.at(-1) ?? 1]);
  return ordered.transpose(order.map((_, axis) => order.indexOf(axis)));
}

const windowIn = (config: KerasConfig): number | null =>
  config.sliding_window == null ? null : numberIn(config, 'sliding_window');

/** What the layer itself hides of a sequence, and what its inputs' masks say. */
export function attentionMask(config: KerasConfig, call: Call, ports: readonly InputPort[]): tf.Tensor | null {
  const { inputs, masks } = call;
  const tensors = attended(inputs);
  if (!tensors) return null;
  const rules = { causal: booleanIn(config, 'use_causal_mask', false), window: windowIn(config) };
  const places = [tensors.query.shape[1] ?? 1, tensors.value.shape[1] ?? 1] as const;
  const rule = rules.causal || rules.window !== null ? placesSeen(...places, rules) : null;
  const given = givenMasks(ports, inputs);
  const pairs = given.get('attention_mask')?.expandDims(1);
  const own = rule && pairs ? rule.mul(pairs) : (rule ?? pairs ?? null);
  // A key has a say of its own only where it is given by itself.
  const value = inputs.length > 1 ? masks[1] : masks[0];
  const keys = [given.get('value_mask') ?? value ?? null, given.get('key_mask') ?? masks[2] ?? null];
  return joined(own, given.get('query_mask') ?? masks[0] ?? null, keys);
}

export const multiHeadAttention: LayerFactory = {
  create: (config, context) =>
    new CatalogueLayer('multi_head_attention', config, context.name, (call) => {
      const tensors = attended(call.inputs);
      if (!tensors) throw new Error(`${context.name} got no input`);
      const dense = (name: string, x: tf.Tensor, entering = 1) =>
        denseOver(x, call.weight(`${name}/kernel`), biased ? call.weight(`${name}/bias`) : null, entering);
      const biased = booleanIn(config, 'use_bias', true);
      const chosen = config.attention_axes == null ? null : numbersIn(config, 'attention_axes');
      const axes = attentionAxes(tensors.query.rank, chosen);
      const query = dense('query', tensors.query);
      const key = dense('key', tensors.key);
      const { taken: seen, scores } = look(
        byHeads(query, axes),
        byHeads(key, axes),
        byHeads(dense('value', tensors.value), axes),
        {
          scale: 1 / Math.sqrt(numberIn(config, 'key_dim')),
          mask: attentionMask(config, call, headPorts),
          // Keras's two ways of computing differ here: the one with dropout or scores hides by its softmax layer.
          blank: numberIn(config, 'dropout', 0) > 0 || givesScores(config),
          drop: droppedBy(config, context, call.training),
        },
      );
      const taken = byPlaces(seen, query, axes);
      const gated = booleanIn(config, 'use_gate', false) ? taken.mul(tf.sigmoid(dense('gate', tensors.query))) : taken;
      const output = dense('attention_output', gated, 2);
      if (!givesScores(config)) return output;
      const places = orderOf(query.rank, axes).slice(1, -1);
      const sizes = [...places.map((axis) => query.shape[axis] ?? 1), ...axes.map((axis) => key.shape[axis] ?? 1)];
      return [output, scores.reshape([-1, ...sizes])];
    }),
  stock: () => null,
};
