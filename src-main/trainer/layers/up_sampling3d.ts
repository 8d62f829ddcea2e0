import { CatalogueLayer } from './catalogue-layer.ts';
import { sizesIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { repeatValues } from './repeat-values.ts';

export const upSampling3d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('up_sampling3d', config, name, ({ input }) =>
      sizesIn(config, 'size', 3).reduce((rest, times, axis) => repeatValues(rest, axis + 1, times), input),
    ),
  stock: () => null,
};
