import { tf } from '../runtime/tf.ts';
import { activationFor, asTfjs, stockActivation } from './activations.ts';
import { booleanIn, type KerasConfig, numberIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const make = (config: KerasConfig, name: string, activation: 'linear'): tf.layers.Layer =>
  tf.layers.dense({
    name,
    units: numberIn(config, 'units'),
    useBias: booleanIn(config, 'use_bias', true),
    activation,
    kernelInitializer: 'zeros',
  });

export const dense: LayerFactory = {
  create: (config, { name }) => make(config, name, activationFor(stringIn(config, 'activation', 'linear'))),
  stock: (config, name) => {
    const activation = stockActivation(stringIn(config, 'activation', 'linear'));
    return activation === null ? null : make(config, name, asTfjs(activation));
  },
};
