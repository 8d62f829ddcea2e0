import { tf } from '../runtime/tf.ts';
import { activationFor, asTfjs, stockActivation } from './activations.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** √(2/π) and the weight of the cube: Hendrycks and Gimpel, 2016. */
const [SCALE, CUBE] = [0.7978845608028654, 0.044715];

export const gelu: LayerFactory = {
  create: (config, { name }) =>
    booleanIn(config, 'approximate', true)
      ? new CatalogueLayer('gelu', config, name, ({ input }) => {
          const inner = input.add(input.square().mul(input).mul(CUBE)).mul(SCALE);
          return input.mul(0.5).mul(tf.tanh(inner).add(1));
        })
      : tf.layers.activation({ name, activation: activationFor('gelu') }),
  stock: (config, name) =>
    booleanIn(config, 'approximate', true)
      ? null
      : tf.layers.activation({ name, activation: asTfjs(stockActivation('gelu') ?? 'gelu') }),
};
