import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const threshold: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('threshold', config, name, ({ input }) => {
      const above = tf.step(input.sub(numberIn(config, 'threshold')));
      const otherwise = numberIn(config, 'default_value');
      const kept = input.mul(above);
      return otherwise === 0 ? kept : kept.add(tf.sub(1, above).mul(otherwise));
    }),
  stock: () => null,
};
