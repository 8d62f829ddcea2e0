import { tf } from '../runtime/tf.ts';
import { globalPoolingFactory } from './pooling.ts';

export const globalMaxPooling2d = globalPoolingFactory(
  'global_max_pooling2d',
  (input, axes, keep) => input.max(axes, keep),
  (name) => tf.layers.globalMaxPooling2d({ name }),
);
