import { tf } from '../runtime/tf.ts';
import { axesIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory, Mask } from './factory.ts';

const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.concatenate({ name, axis: numberIn(config, 'axis', -1) });

/** A mask for each value of an input; without one, every value counts. */
function ofEachValue(input: tf.Tensor, mask: Mask): tf.Tensor {
  if (mask === null) return tf.onesLike(input).cast('bool');
  return mask.rank < input.rank ? tf.logicalOr(mask.expandDims(-1), tf.zerosLike(input).cast('bool')) : mask;
}

export const concatenate: LayerFactory = {
  create: (config, { name }) => make(config, name),
  mask: (config) => (inputs, masks) => {
    const each = inputs.map((input, index) => ofEachValue(input, masks[index] ?? null));
    return tf.any(tf.concat(each, axesIn(config, 'axis', inputs[0]?.rank ?? 1)[0]), -1);
  },
  stock: (config, name) => make(config, name),
};
