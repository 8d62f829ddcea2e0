import { uniform } from '../runtime/random.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { noiseShapeIn } from './noise-shape.ts';
import { only, PlainLayer } from './plain-layer.ts';

/** What selu gives for −∞: −scale · alpha of Klambauer et al., 2017. */
const LOWEST = -1.0507009873554805 * 1.6732632423543772;

/** Draws by layer and step, as dropout does. */
export const alphaDropout: LayerFactory = {
  create: (config, { name, key, position }) => {
    const rate = numberIn(config, 'rate');
    const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST ** 2));
    const shift = -scale * LOWEST * rate;
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const x = only(inputs);
        if (!training || rate === 0) return x.clone();
        const kept = uniform(noiseShapeIn(config, x.shape), key, position.step).greaterEqual(rate).cast('float32');
        const hidden = kept.sub(1).mul(-LOWEST);
        return x.mul(kept).add(hidden).mul(scale).add(shift);
      },
    });
  },
};
