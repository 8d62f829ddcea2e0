import { tf } from '../runtime/tf.ts';

/** Along the last axis: what a row is lowered by, and what each value's share in that is. */
function lowering(x: tf.Tensor): { threshold: tf.Tensor; shares: tf.Tensor } {
  const size = x.shape.at(-1) ?? 1;
  const { values: sorted, indices } = tf.topk(x, size, true);
  const sums = tf.cumsum(sorted, -1);
  const places = tf.range(1, size + 1, 1, 'float32');
  const within = tf.step(sorted.sub(sums.sub(1).div(places)));
  const support = within.sum(-1, true);
  // Keras 3.15 adds up the running sums here, where Martins and Astudillo (2016) take the last of them. Followed, so that
  // a model computes the same in both; results then don't add up to 1 where more than one value remains.
  const threshold = sums.mul(within).sum(-1, true).sub(1).div(support);
  // The value at place p of the sorted row is in all running sums from p on.
  const { indices: placeOf } = tf.topk(indices.cast('float32').neg(), size, true);
  const shares = tf.relu(support.sub(placeOf.cast('float32'))).div(support);
  return { threshold, shares };
}

/** Like softmax, but with exact zeros; sorting has no gradient in tfjs, so this brings its own. */
export function sparsemax(x: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((given, save) => {
    const { threshold, shares } = lowering(given as tf.Tensor);
    const value = tf.relu(tf.sub(given as tf.Tensor, threshold));
    (save as tf.GradSaveFunc)([value, shares]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [result, share] = saved as [tf.Tensor, tf.Tensor];
        const passed = dy.mul(tf.step(result));
        return passed.sub(passed.sum(-1, true).mul(share));
      },
    };
  });
  return operation(x);
}
