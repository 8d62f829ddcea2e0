import { alignRanks } from './broadcasting.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const scaledAdd: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('scaled_add', config, name, ({ inputs }) => {
      const [first, second] = alignRanks(inputs);
      if (!first || !second) throw new Error(`${name} needs two inputs`);
      return first.add(second.mul(numberIn(config, 'scale')));
    }),
  stock: () => null,
};
