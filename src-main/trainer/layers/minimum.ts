import { tf } from '../runtime/tf.ts';
import { commonShape, repeatToFit } from './broadcasting.ts';
import type { LayerFactory } from './factory.ts';
import { PlainLayer } from './plain-layer.ts';

export const minimum: LayerFactory = {
  // tfjs's gradient forgets that sizes of 1 were repeated.
  create: (_config, { name }) =>
    new PlainLayer({
      name,
      outputShape: commonShape,
      compute: (inputs) => repeatToFit(inputs).reduce((least, input) => tf.minimum(least, input)),
    }),
  stock: (_config, name) => tf.layers.minimum({ name }),
};
