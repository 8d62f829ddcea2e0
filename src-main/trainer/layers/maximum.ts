import { tf } from '../runtime/tf.ts';
import { commonShape } from './broadcasting.ts';
import type { LayerFactory } from './factory.ts';
import { chosen } from './masked-merge.ts';
import { PlainLayer } from './plain-layer.ts';

export const maximum: LayerFactory = {
  // tfjs's gradient forgets that sizes of 1 were repeated.
  create: (_config, { name }) =>
    new PlainLayer({
      name,
      outputShape: commonShape,
      compute: (inputs, _training, masks) => chosen(tf.maximum, inputs, masks),
    }),
  stock: (_config, name) => tf.layers.maximum({ name }),
};
