import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.permute({ name, dims: numbersIn(config, 'dims') });

export const permute: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
