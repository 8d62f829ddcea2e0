import { tf } from '../runtime/tf.ts';
import { type KerasConfig, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/**
 * tfjs leaves a -1 in the output shape as long as the batch size is open, and layers such as Flatten refuse that. Here it
 * is worked out from the input, also in the configuration that is written to a file.
 */
function make(config: KerasConfig, name: string): tf.layers.Layer {
  const targetShape = numbersIn(config, 'target_shape');
  const open = targetShape.indexOf(-1);
  const layer = tf.layers.reshape({ name, targetShape });
  const shapeOf = layer.computeOutputShape.bind(layer);
  layer.computeOutputShape = (inputShape) => {
    const sizes = inputShape.slice(1);
    if (open >= 0 && sizes.every((size): size is number => typeof size === 'number')) {
      const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);
      // The layer holds this very array and writes it into its configuration.
      targetShape[open] = product(sizes) / product(targetShape.filter((_, place) => place !== open));
    }
    return shapeOf(inputShape);
  };
  return layer;
}

export const reshape: LayerFactory = {
  create: (config, { name }) => make(config, name),
  stock: (config, name) => make(config, name),
};
