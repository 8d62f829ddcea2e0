import { tf } from '../runtime/tf.ts';
import type { LayerFactory } from './factory.ts';

const make = (name: string): tf.layers.Layer => tf.layers.multiply({ name });

export const multiply: LayerFactory = {
  create: (_config, { name }) => make(name),
  stock: (_config, name) => make(name),
};
