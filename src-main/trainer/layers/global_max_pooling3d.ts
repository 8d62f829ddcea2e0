import { globalPoolingFactory } from './pooling.ts';

export const globalMaxPooling3d = globalPoolingFactory(
  'global_max_pooling3d',
  (input, axes, keep) => input.max(axes, keep),
  null,
);
