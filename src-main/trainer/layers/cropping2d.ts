import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { endsIn } from './config.ts';
import { crop } from './crop.ts';
import type { LayerFactory } from './factory.ts';

export const cropping2d: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('cropping2d', config, name, ({ input }) => crop(input, endsIn(config, 'cropping'))),
  stock: (config, name) =>
    tf.layers.cropping2D({ name, cropping: endsIn(config, 'cropping') as [[number, number], [number, number]] }),
};
