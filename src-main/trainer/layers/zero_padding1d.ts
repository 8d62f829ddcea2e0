import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { endsIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const zeroPadding1d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('zero_padding1d', config, name, ({ input }) =>
      tf.pad(input, [[0, 0], ...endsIn(config, 'padding'), [0, 0]]),
    ),
  stock: () => null,
};
