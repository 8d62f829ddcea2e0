import { tf } from '../runtime/tf.ts';
import { globalPoolingFactory } from './pooling.ts';

/** The mean of the steps that count. */
function meanOf(input: tf.Tensor, axes: number[], keep: boolean, mask: tf.Tensor): tf.Tensor {
  const counts = mask.expandDims(-1).cast('float32');
  return input.mul(counts).sum(axes, keep).div(counts.sum(axes, keep));
}

export const globalAveragePooling1d = globalPoolingFactory(
  'global_average_pooling1d',
  (input, axes, keep, mask) => (mask ? meanOf(input, axes, keep, mask) : input.mean(axes, keep)),
  (name) => tf.layers.globalAveragePooling1d({ name }),
);
