import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const highestIn = (config: KerasConfig): number | null =>
  config.max_value == null ? null : numberIn(config, 'max_value');

export const relu: LayerFactory = {
  create: (config, { name }) => {
    const [highest, slope, threshold] = [
      highestIn(config),
      numberIn(config, 'negative_slope', 0),
      numberIn(config, 'threshold', 0),
    ];
    return new CatalogueLayer('relu', config, name, ({ input }) => {
      // With a threshold, values between 0 and it are damped as well, measured from it.
      const above = threshold === 0 ? tf.relu(input) : input.mul(tf.step(input.sub(threshold)));
      const bounded = highest === null ? above : tf.clipByValue(above, 0, highest);
      return slope === 0 ? bounded : bounded.sub(tf.relu(tf.sub(threshold, input)).mul(slope));
    });
  },
  stock: (config, name) => {
    const plain = numberIn(config, 'negative_slope', 0) === 0 && numberIn(config, 'threshold', 0) === 0;
    const maxValue = highestIn(config);
    return plain ? tf.layers.reLU({ name, ...(maxValue === null ? {} : { maxValue }) }) : null;
  },
};
