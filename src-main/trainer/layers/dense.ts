import { tf } from '../runtime/tf.ts';
import { asTfjs, stockActivation } from './activations.ts';
import { finish, rowsTimes } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, numberIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const dense: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('dense', config, name, ({ input, weight }) => {
      const kernel = weight('kernel') as tf.Tensor2D;
      const [features, units] = kernel.shape;
      // One product of matrices, however many axes the input has.
      if (input.rank === 2) return finish(config, rowsTimes(input as tf.Tensor2D, kernel), weight);
      const rows = finish(config, rowsTimes(input.reshape([-1, features]) as tf.Tensor2D, kernel), weight);
      return rows.reshape([-1, ...input.shape.slice(1, -1), units]);
    }),
  stock: (config, name) => {
    const activation = stockActivation(stringIn(config, 'activation', 'linear'));
    if (activation === null) return null;
    return tf.layers.dense({
      name,
      units: numberIn(config, 'units'),
      useBias: booleanIn(config, 'use_bias', true),
      activation: asTfjs(activation),
      kernelInitializer: 'zeros',
    });
  },
};
