import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const elu: LayerFactory = {
  create: (config, { name }) => {
    const alpha = numberIn(config, 'alpha', 1);
    return new CatalogueLayer('elu', config, name, ({ input }) => {
      const [above, below] = [tf.relu(input), tf.expm1(tf.minimum(input, 0))];
      return above.add(below.mul(alpha));
    });
  },
  // tfjs refuses an alpha other than 1.
  stock: (config, name) => (numberIn(config, 'alpha', 1) === 1 ? tf.layers.elu({ name, alpha: 1 }) : null),
};
