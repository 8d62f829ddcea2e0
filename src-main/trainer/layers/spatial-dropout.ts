import type { LayerType } from '#shared/layers/index.ts';
import { uniform } from '../runtime/random.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** One draw for each channel of each sample, of sequences, pictures and volumes. */
export const spatialDropoutFactory = (type: LayerType): LayerFactory => ({
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'rate');
    return new CatalogueLayer(type, config, name, ({ input, training }) => {
      if (!training || rate === 0) return input.clone();
      const shape = input.shape.map((size, axis) => (axis === 0 || axis === input.rank - 1 ? size : 1));
      const kept = uniform(shape, key, position.step).greaterEqual(rate).cast('float32');
      return input.mul(kept).mul(1 / (1 - rate));
    });
  },
});
