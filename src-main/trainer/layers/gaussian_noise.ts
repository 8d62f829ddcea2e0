import { normal } from '../runtime/random.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** Draws by layer and step, as dropout does. */
export const gaussianNoise: LayerFactory = {
  create: (config, { name, key, position }) => {
    const deviation = numberIn(config, 'stddev');
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const x = only(inputs);
        if (!training || deviation === 0) return x.clone();
        return x.add(normal(x.shape, key, position.step).mul(deviation));
      },
    });
  },
};
