import { tf } from '../runtime/tf.ts';
import { globalPoolingFactory } from './pooling.ts';

export const globalMaxPooling1d = globalPoolingFactory(
  'global_max_pooling1d',
  (input, axes, keep) => input.max(axes, keep),
  (name) => tf.layers.globalMaxPooling1d({ name }),
);
