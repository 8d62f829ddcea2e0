import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn, stringIn } from './config.ts';
import { encodeNumbers } from './encoded-numbers.ts';
import type { LayerFactory } from './factory.ts';

export const categoryEncoding: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('category_encoding', config, name, ({ input }) =>
      encodeNumbers(input, stringIn(config, 'output_mode'), numberIn(config, 'num_tokens')),
    ),
  stock: () => null,
};
