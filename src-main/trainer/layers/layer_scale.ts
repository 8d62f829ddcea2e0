import { CatalogueLayer } from './catalogue-layer.ts';
import type { LayerFactory } from './factory.ts';

export const layerScale: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('layer_scale', config, name, ({ input, weight }) => input.mul(weight('gamma'))),
  stock: () => null,
};
