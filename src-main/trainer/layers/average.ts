import { tf } from '../runtime/tf.ts';
import type { LayerFactory } from './factory.ts';

const make = (name: string): tf.layers.Layer => tf.layers.average({ name });

export const average: LayerFactory = {
  create: (_config, { name }) => make(name),
  stock: (_config, name) => make(name),
};
