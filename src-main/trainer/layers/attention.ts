import { attended, sequencePorts } from '#shared/layers/attending.ts';
import { tf } from '../runtime/tf.ts';
import { droppedBy, givenMasks, givesScores, placesSeen } from './attending.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, stringIn } from './config.ts';
import type { LayerContext, LayerFactory } from './factory.ts';

/** What Keras takes off scores that shall not count; it leaves the score in. */
const HIDDEN = 1e9;

/** Every pair of places by the tanh of the sum of both, weighed feature by feature and added up. */
export const sumsOf = (query: tf.Tensor, key: tf.Tensor, inner?: tf.Tensor): tf.Tensor => {
  const sum = query.expandDims(2).add(key.expandDims(1));
  return tf.tanh(inner ? sum.mul(inner) : sum);
};

/**
 * Values by the softmax of scores (batch, places, places seen), and that softmax where it is wanted; places that the
 * query's mask leaves out are zero. Masks that are given by themselves replace those that come with the inputs.
 */
export function weighed(
  scores: tf.Tensor,
  call: Call,
  config: KerasConfig,
  context: LayerContext,
): tf.Tensor | tf.Tensor[] {
  const value = attended(call.inputs)?.value ?? call.input;
  const [places, others] = [scores.shape[1] ?? 1, scores.shape[2] ?? 1];
  const causal = booleanIn(config, 'use_causal_mask', false);
  const hidden = causal ? [placesSeen(places, others, { causal, window: null })] : [];
  const given = givenMasks(sequencePorts, call.inputs);
  const own = given.size === 0 ? { query: call.masks[0], value: call.masks[call.inputs.length > 1 ? 1 : 0] } : {};
  const ofValue = given.get('value_mask') ?? own.value;
  if (ofValue) hidden.push(ofValue.cast('float32').expandDims(1) as tf.Tensor2D);
  const seen = hidden.reduce<tf.Tensor | null>((product, mask) => product?.mul(mask) ?? mask, null);
  const weights = tf.softmax(seen ? scores.add(seen.sub(1).mul(HIDDEN)) : scores);
  const dropped = droppedBy(config, context, call.training)(weights);
  const result = tf.matMul(dropped, value);
  const mask = given.get('query_mask') ?? own.query;
  const output = mask ? result.mul(mask.cast('float32').expandDims(2)) : result;
  return givesScores(config) ? [output, dropped] : output;
}

/** A mask of the query goes on with the output, the one that is given by itself before the one that comes with it. */
export const sequenceMask: LayerFactory['mask'] = () => (inputs, masks) => {
  const given = givenMasks(sequencePorts, inputs);
  return given.size === 0 ? (masks[0] ?? null) : (given.get('query_mask')?.cast('bool') ?? null);
};

export const attention: LayerFactory = {
  create: (config, context) =>
    new CatalogueLayer('attention', config, context.name, (call) => {
      const tensors = attended(call.inputs);
      if (!tensors) throw new Error(`${context.name} got no input`);
      const { query, key } = tensors;
      const scale = booleanIn(config, 'use_scale', false) ? call.weight('scale') : undefined;
      if (stringIn(config, 'score_mode', 'dot') === 'concat') {
        const scores = sumsOf(query, key, scale).sum(-1).mul(call.weight('concat_score_weight'));
        return weighed(scores, call, config, context);
      }
      const scores = tf.matMul(query, key, false, true);
      return weighed(scale ? scores.mul(scale) : scores, call, config, context);
    }),
  mask: sequenceMask,
  stock: () => null,
};
