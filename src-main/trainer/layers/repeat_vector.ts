import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.repeatVector({ name, n: numberIn(config, 'n') });

export const repeatVector: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
