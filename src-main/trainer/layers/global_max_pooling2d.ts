import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** tfjs has no `keepdims`. */
const keepingDimensions = (name: string): tf.layers.Layer =>
  new PlainLayer({
    name,
    compute: (inputs) => only(inputs).max([1, 2], true),
    outputShape: (input) => [input[0] ?? null, 1, 1, input[3] ?? null],
  });

const keeps = (config: KerasConfig): boolean => booleanIn(config, 'keepdims', false);

export const globalMaxPooling2d: LayerFactory = {
  create: (config, { name }) => (keeps(config) ? keepingDimensions(name) : tf.layers.globalMaxPooling2d({ name })),
  stock: (config, name) => (keeps(config) ? null : tf.layers.globalMaxPooling2d({ name })),
};
