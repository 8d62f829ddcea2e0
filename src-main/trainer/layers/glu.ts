import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const glu: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('glu', config, name, ({ input }) => {
      const [kept, deciding] = tf.split(input, 2, axesIn(config, 'axis', input.rank)[0]) as [tf.Tensor, tf.Tensor];
      return kept.mul(tf.sigmoid(deciding));
    }),
  stock: () => null,
};
