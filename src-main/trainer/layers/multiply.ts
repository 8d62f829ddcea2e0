import { tf } from '../runtime/tf.ts';
import { alignRanks, commonShape } from './broadcasting.ts';
import type { LayerFactory } from './factory.ts';
import { product } from './masked-merge.ts';
import { PlainLayer } from './plain-layer.ts';

export const multiply: LayerFactory = {
  create: (_config, { name }) =>
    new PlainLayer({
      name,
      outputShape: commonShape,
      compute: (inputs, _training, masks) => product(alignRanks(inputs), masks),
    }),
  stock: (_config, name) => tf.layers.multiply({ name }),
};
