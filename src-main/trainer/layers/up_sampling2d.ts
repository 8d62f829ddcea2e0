import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { pairIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { methodIn, resize } from './resizing.ts';

export const upSampling2d: LayerFactory = {
  create: (config, { name }) => {
    const [rows, columns] = pairIn(config, 'size', 2);
    const method = methodIn(config, 'nearest');
    return new CatalogueLayer('up_sampling2d', config, name, ({ input }) =>
      resize(input, (input.shape[1] ?? 1) * rows, (input.shape[2] ?? 1) * columns, method),
    );
  },
  // tfjs blends without half-pixel centres; repeating is the same with and without.
  stock: (config, name) =>
    stringIn(config, 'interpolation', 'nearest') === 'nearest'
      ? tf.layers.upSampling2d({ name, size: pairIn(config, 'size', 2) })
      : null,
};
