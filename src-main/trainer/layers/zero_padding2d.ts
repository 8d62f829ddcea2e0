import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { endsIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const zeroPadding2d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('zero_padding2d', config, name, ({ input }) =>
      tf.pad(input, [[0, 0], ...endsIn(config, 'padding'), [0, 0]]),
    ),
  stock: (config, name) =>
    tf.layers.zeroPadding2d({ name, padding: endsIn(config, 'padding') as [[number, number], [number, number]] }),
};
