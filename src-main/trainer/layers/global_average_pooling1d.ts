import { tf } from '../runtime/tf.ts';
import { globalPoolingFactory } from './pooling.ts';

export const globalAveragePooling1d = globalPoolingFactory(
  'global_average_pooling1d',
  (input, axes, keep) => input.mean(axes, keep),
  (name) => tf.layers.globalAveragePooling1d({ name }),
);
