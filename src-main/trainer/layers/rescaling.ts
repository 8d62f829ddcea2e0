import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

// tfjs-layers has the class, as `tf.layers.rescaling`, without a type for it in the package of tfjs-node.
const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.rescaling({ name, scale: numberIn(config, 'scale'), offset: numberIn(config, 'offset', 0) });

export const rescaling: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
