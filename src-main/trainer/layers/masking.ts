import { detached } from '../runtime/detached.ts';
import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const differs = (input: tf.Tensor, config: KerasConfig, keepDims: boolean): tf.Tensor =>
  tf.any(tf.notEqual(input, numberIn(config, 'mask_value', 0)), -1, keepDims);

export const masking: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('masking', config, name, ({ input }) =>
      input.mul(differs(detached(input), config, true).cast('float32')),
    ),
  mask:
    (config) =>
    ([input]) =>
      differs(input as tf.Tensor, config, false),
  // TF.js's own hands its mask to TF.js's own layers only, which do other things with it than Keras 3.
  stock: () => null,
};
