import { normal } from '../runtime/random.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** Draws by layer and step, as dropout does. */
export const gaussianDropout: LayerFactory = {
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'rate');
    const deviation = Math.sqrt(rate / (1 - rate));
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const x = only(inputs);
        if (!training || rate === 0) return x.clone();
        return x.mul(normal(x.shape, key, position.step).mul(deviation).add(1));
      },
    });
  },
};
