import { tf } from '../runtime/tf.ts';
import { globalPoolingFactory } from './pooling.ts';

export const globalAveragePooling2d = globalPoolingFactory(
  'global_average_pooling2d',
  (input, axes, keep) => input.mean(axes, keep),
  (name) => tf.layers.globalAveragePooling2d({ name }),
);
