import { uniform } from '../runtime/random.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** One draw for each sample. */
export const stochasticDepth: LayerFactory = {
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'drop_path_rate');
    return new CatalogueLayer('stochastic_depth', config, name, ({ input, training }) => {
      if (!training || rate === 0) return input.clone();
      const shape = input.shape.map((size, axis) => (axis === 0 ? size : 1));
      const kept = uniform(shape, key, position.step).greaterEqual(rate).cast('float32');
      return input.mul(kept).mul(1 / (1 - rate));
    });
  },
};
