import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig, numberIn, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { currentValue, type OwnWeight, WeightedLayer } from './weighted-layer.ts';

const axesIn = (config: KerasConfig): number[] =>
  Array.isArray(config.axis) ? numbersIn(config, 'axis') : [numberIn(config, 'axis', -1)];

/** The last axis alone: the one that the catalogue offers. */
function lastAxisOnly(config: KerasConfig, input: tf.Shape): void {
  const axes = axesIn(config);
  if (axes.some((axis) => axis !== -1 && axis !== input.length - 1)) {
    throw new Error(`layer normalization over axis ${axes.join(', ')} isn't supported`);
  }
}

export const layerNormalization: LayerFactory = {
  create: (config, { name }) => {
    const epsilon = numberIn(config, 'epsilon', 1e-3);
    const center = booleanIn(config, 'center', true);
    const scale = booleanIn(config, 'scale', true);
    return new WeightedLayer({
      name,
      outputShape: (input) => input,
      weights: (input) => {
        lastAxisOnly(config, input);
        const shape = [input.at(-1) ?? 0];
        const weights: OwnWeight[] = [];
        if (scale) weights.push({ name: 'gamma', shape, trainable: true });
        if (center) weights.push({ name: 'beta', shape, trainable: true });
        return weights;
      },
      compute: (input, weights) => {
        const centered = input.sub(input.mean(-1, true));
        const normalized = centered.mul(centered.square().mean(-1, true).add(epsilon).rsqrt());
        const scaled = scale ? normalized.mul(currentValue(weights, 'gamma')) : normalized;
        return center ? scaled.add(currentValue(weights, 'beta')) : scaled;
      },
    });
  },
  // tfjs's layer fails without its scale or its offset.
  stock: (config, name) =>
    booleanIn(config, 'center', true) && booleanIn(config, 'scale', true)
      ? tf.layers.layerNormalization({ name, axis: axesIn(config), epsilon: numberIn(config, 'epsilon', 1e-3) })
      : null,
};
