import { attended, groupedPorts } from '#shared/layers/attending.ts';
import { tf } from '../runtime/tf.ts';
import { denseOver, droppedBy, givesScores, look } from './attending.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { attentionMask } from './multi_head_attention.ts';

/** Instead of repeating keys and values, the queries that share one stand below each other. */
export const groupQueryAttention: LayerFactory = {
  create: (config, context) =>
    new CatalogueLayer('group_query_attention', config, context.name, (call) => {
      const tensors = attended(call.inputs);
      if (!tensors) throw new Error(`${context.name} got no input`);
      const biased = booleanIn(config, 'use_bias', true);
      const dense = (name: string, x: tf.Tensor, entering = 1) =>
        denseOver(x, call.weight(`${name}/kernel`), biased ? call.weight(`${name}/bias`) : null, entering);
      const [heads, size] = [numberIn(config, 'num_key_value_heads'), numberIn(config, 'head_dim')];
      const shared = numberIn(config, 'num_query_heads') / heads;
      const [places, others] = [tensors.query.shape[1] ?? 1, tensors.value.shape[1] ?? 1];
      // (batch, heads, sharing · places, size): row r · places + t is place t of the r-th query that shares.
      const queries = dense('query', tensors.query)
        .reshape([-1, places, heads, shared, size])
        .transpose([0, 2, 3, 1, 4])
        .reshape([-1, heads, shared * places, size]);
      const byHeads = (name: string, x: tf.Tensor) => dense(name, x).transpose([0, 2, 1, 3]);
      const mask = attentionMask(config, call, groupedPorts);
      const rows = mask && shared > 1 ? repeated(mask, shared, [places, others]) : mask;
      const { taken: seen, scores } = look(queries, byHeads('key', tensors.key), byHeads('value', tensors.value), {
        scale: 1 / Math.sqrt(size),
        mask: rows,
        blank: numberIn(config, 'dropout', 0) > 0 || givesScores(config),
        drop: droppedBy(config, context, call.training),
      });
      const taken = seen
        .reshape([-1, heads, shared, places, size])
        .transpose([0, 3, 1, 2, 4])
        .reshape([-1, places, heads * shared, size]);
      const gated = booleanIn(config, 'use_gate', false) ? taken.mul(tf.sigmoid(dense('gate', tensors.query))) : taken;
      const output = dense('attention_output', gated, 2);
      return givesScores(config) ? [output, scores.reshape([-1, heads * shared, places, others])] : output;
    }),
  stock: () => null,
};

/** A mask (…, places or 1, places seen) once for each query that shares a key. */
function repeated(mask: tf.Tensor, times: number, [places, others]: readonly [number, number]): tf.Tensor {
  const whole = mask.mul(tf.ones([places, others]));
  return tf.concat(
    Array.from({ length: times }, () => whole),
    whole.rank - 2,
  );
}
