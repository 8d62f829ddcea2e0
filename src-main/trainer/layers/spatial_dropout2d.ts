import { uniform } from '../runtime/random.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** One draw for each channel of each sample. */
export const spatialDropout2d: LayerFactory = {
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'rate');
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const x = only(inputs);
        if (!training || rate === 0) return x.clone();
        const [batch = 1, , , channels = 1] = x.shape;
        const kept = uniform([batch, 1, 1, channels], key, position.step).greaterEqual(rate).cast('float32');
        return x.mul(kept).mul(1 / (1 - rate));
      },
    });
  },
};
