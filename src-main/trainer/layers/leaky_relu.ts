import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.leakyReLU({ name, alpha: numberIn(config, 'negative_slope', 0.3) });

export const leakyRelu: LayerFactory = { create: (config, { name }) => make(config, name), stock: make };
