import { CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { scaledAndShifted, standardized } from './normalizing.ts';

/** tfjs has no such layer. */
export const groupNormalization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('group_normalization', config, name, (call) => {
      const { input } = call;
      const [axis = -1] = axesIn(config, 'axis', input.rank);
      const channels = input.shape[axis] ?? 1;
      const asked = numberIn(config, 'groups', 32);
      const groups = asked === -1 ? channels : asked;
      const [, ...sizes] = input.shape;
      const split = [-1, ...sizes.slice(0, axis - 1), groups, channels / groups, ...sizes.slice(axis)];
      const grouped = input.reshape(split);
      const within = split.map((_, place) => place).filter((place) => place !== 0 && place !== axis);
      const normalized = standardized(grouped, within, numberIn(config, 'epsilon', 1e-3)).reshape([-1, ...sizes]);
      return scaledAndShifted(config, normalized, call, [axis]);
    }),
  stock: () => null,
};
