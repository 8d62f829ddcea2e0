import { uniform } from '../runtime/random.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { noiseShapeIn } from './noise-shape.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** tfjs's seeded Dropout repeats one mask in every step; this one draws by layer and step. */
export const dropout: LayerFactory = {
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'rate');
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const x = only(inputs);
        if (!training || rate === 0) return x.clone();
        if (rate >= 1) return x.mul(0);
        const kept = uniform(noiseShapeIn(config, x.shape), key, position.step).greaterEqual(rate).cast('float32');
        // The mask is scaled, which has no gradient, instead of the result.
        return x.mul(kept.mul(1 / (1 - rate)));
      },
    });
  },
};
