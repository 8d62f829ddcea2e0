import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { repeatValues } from './repeat-values.ts';

export const upSampling1d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('up_sampling1d', config, name, ({ input }) => repeatValues(input, 1, numberIn(config, 'size'))),
  stock: () => null,
};
