import { CatalogueLayer } from './catalogue-layer.ts';
import { endsIn } from './config.ts';
import { crop } from './crop.ts';
import type { LayerFactory } from './factory.ts';

export const cropping1d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('cropping1d', config, name, ({ input }) => crop(input, endsIn(config, 'cropping'))),
  stock: () => null,
};
