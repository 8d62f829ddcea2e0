import { attended } from '#shared/layers/attending.ts';
import { tf } from '../runtime/tf.ts';
import { sequenceMask, sumsOf, weighed } from './attention.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const additiveAttention: LayerFactory = {
  create: (config, context) =>
    new CatalogueLayer('additive_attention', config, context.name, (call) => {
      const tensors = attended(call.inputs);
      if (!tensors) throw new Error(`${context.name} got no input`);
      const bent = sumsOf(tensors.query, tensors.key);
      const scores = booleanIn(config, 'use_scale', true) ? weighedSum(bent, call.weight('scale')) : bent.sum(-1);
      return weighed(scores, call, config, context);
    }),
  mask: sequenceMask,
  stock: () => null,
};

/** Σ scale · x over the last axis, as one product of matrices. */
function weighedSum(x: tf.Tensor, scale: tf.Tensor): tf.Tensor {
  const size = x.shape.at(-1) ?? 1;
  return tf.matMul(x.reshape([-1, size]), scale.reshape([size, 1])).reshape([-1, ...x.shape.slice(1, -1)]);
}
