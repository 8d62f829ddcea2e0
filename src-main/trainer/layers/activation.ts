import { tf } from '../runtime/tf.ts';
import { activationFor, asTfjs, stockActivation } from './activations.ts';
import { stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const activation: LayerFactory = {
  create: (config, { name }) =>
    tf.layers.activation({ name, activation: activationFor(stringIn(config, 'activation')) }),
  stock: (config, name) => {
    const stock = stockActivation(stringIn(config, 'activation'));
    return stock === null ? null : tf.layers.activation({ name, activation: asTfjs(stock) });
  },
};
