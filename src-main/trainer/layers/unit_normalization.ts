import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** What Keras takes as the least square of a length. */
const LEAST = 1e-12;

/** tfjs has no such layer. */
export const unitNormalization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('unit_normalization', config, name, ({ input }) => {
      const square = input.square().sum(axesIn(config, 'axis', input.rank), true);
      return input.mul(tf.rsqrt(tf.maximum(square, LEAST)));
    }),
  stock: () => null,
};
