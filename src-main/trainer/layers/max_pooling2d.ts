import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { paddingIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { halved } from './halving.ts';
import { poolingFactory, windowsIn } from './pooling.ts';

export const maxPooling2d: LayerFactory = {
  ...poolingFactory(2, tf.layers.maxPooling2d),
  create: (config, { name }) => {
    const { poolSize, strides } = windowsIn(config, 2);
    const padding = paddingIn(config);
    const halves = [...poolSize, ...strides].every((size) => size === 2);
    return new CatalogueLayer('max_pooling2d', config, name, ({ input }) => {
      const x = input as tf.Tensor4D;
      const isEven = (x.shape[1] % 2) + (x.shape[2] % 2) === 0;
      if (halves && (padding === 'valid' || isEven)) return halved(x);
      return tf.maxPool(x, poolSize as [number, number], strides as [number, number], padding);
    });
  },
};
