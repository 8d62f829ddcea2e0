import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const axisIn = (config: KerasConfig): number | number[] => {
  const axis = config.axis;
  return Array.isArray(axis) ? axis.map(Number) : numberIn(config, 'axis', -1);
};

const make = (config: KerasConfig, name: string): tf.layers.Layer =>
  tf.layers.layerNormalization({
    name,
    axis: axisIn(config),
    epsilon: numberIn(config, 'epsilon', 1e-3),
    center: booleanIn(config, 'center', true),
    scale: booleanIn(config, 'scale', true),
  });

export const layerNormalization: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
