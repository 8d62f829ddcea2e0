import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const softmax: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('softmax', config, name, ({ input }) => {
      const axes = axesIn(config, 'axis', input.rank);
      return tf.exp(tf.sub(input, tf.logSumExp(input, axes, true)));
    }),
  stock: (config, name) => {
    const [axis = -1, ...more] = Array.isArray(config.axis) ? (config.axis as number[]) : [Number(config.axis ?? -1)];
    // tfjs's softmax works along the last axis alone.
    return axis === -1 && more.length === 0 ? tf.layers.softmax({ name, axis }) : null;
  },
};
