import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { alongAxes } from './normalizing.ts';

/** tfjs has no such layer. */
export const rmsNormalization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('rms_normalization', config, name, ({ input, weight }) => {
      const axes = axesIn(config, 'axis', input.rank);
      const inverse = tf.rsqrt(
        input
          .square()
          .mean(axes, true)
          .add(numberIn(config, 'epsilon', 1e-6)),
      );
      return input.mul(inverse).mul(alongAxes(weight('scale'), input, axes));
    }),
  stock: () => null,
};
