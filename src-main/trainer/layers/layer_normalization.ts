import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, booleanIn, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { scaledAndShifted, standardized } from './normalizing.ts';

export const layerNormalization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('layer_normalization', config, name, (call) => {
      const axes = axesIn(config, 'axis', call.input.rank);
      return scaledAndShifted(config, standardized(call.input, axes, numberIn(config, 'epsilon', 1e-3)), call, axes);
    }),
  // tfjs's layer fails without its scale or its offset.
  stock: (config, name) =>
    booleanIn(config, 'center', true) && booleanIn(config, 'scale', true)
      ? tf.layers.layerNormalization({
          name,
          axis: Array.isArray(config.axis) ? [...config.axis] : numberIn(config, 'axis', -1),
          epsilon: numberIn(config, 'epsilon', 1e-3),
        })
      : null,
};
