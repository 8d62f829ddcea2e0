import { CatalogueLayer } from './catalogue-layer.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export const activityRegularization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('activity_regularization', config, name, ({ input }) => input.clone()),
  activityRegularizer: (config) => ({
    class_name: 'L1L2',
    config: { l1: numberIn(config, 'l1', 0), l2: numberIn(config, 'l2', 0) },
  }),
};
