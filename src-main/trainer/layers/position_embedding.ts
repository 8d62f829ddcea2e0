import { CatalogueLayer } from './catalogue-layer.ts';
import type { LayerFactory } from './factory.ts';

export const positionEmbedding: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('position_embedding', config, name, ({ input, weight }) => {
      const [places, features] = [input.shape.at(-2) ?? 1, input.shape.at(-1) ?? 1];
      // Zero times the input: as many samples as it has, whatever their number.
      return input.mul(0).add(weight('embeddings').slice([0, 0], [places, features]));
    }),
  stock: () => null,
};
