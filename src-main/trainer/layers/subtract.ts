import { alignRanks, commonShape } from './broadcasting.ts';
import type { LayerFactory } from './factory.ts';
import { PlainLayer } from './plain-layer.ts';

/** tfjs has no such layer. */
export const subtract: LayerFactory = {
  create: (_config, { name }) =>
    new PlainLayer({
      name,
      outputShape: commonShape,
      compute: (inputs) => {
        const [from, taken] = alignRanks(inputs);
        if (!from || !taken) throw new Error(`${name} needs two inputs`);
        return from.sub(taken);
      },
    }),
  stock: () => null,
};
