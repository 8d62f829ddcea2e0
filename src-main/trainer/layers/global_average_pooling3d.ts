import { globalPoolingFactory } from './pooling.ts';

export const globalAveragePooling3d = globalPoolingFactory(
  'global_average_pooling3d',
  (input, axes, keep) => input.mean(axes, keep),
  null,
);
