import { tf } from '../runtime/tf.ts';
import { type KerasConfig, paddingIn, pairIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const make = (config: KerasConfig, name: string): tf.layers.Layer => {
  const poolSize = pairIn(config, 'pool_size', 2);
  const strides = config.strides == null ? poolSize : pairIn(config, 'strides');
  return tf.layers.maxPooling2d({ name, poolSize, strides, padding: paddingIn(config) });
};

export const maxPooling2d: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
