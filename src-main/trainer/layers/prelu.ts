import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const prelu: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('prelu', config, name, ({ input, weight }) =>
      tf.sub(tf.relu(input), weight('alpha').mul(tf.relu(tf.neg(input)))),
    ),
  stock: (config, name) =>
    tf.layers.prelu({
      name,
      ...(config.shared_axes == null ? {} : { sharedAxes: numbersIn(config, 'shared_axes') }),
    }),
};
