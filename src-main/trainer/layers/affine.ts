import { usedDevice } from '../runtime/device.ts';
import { backend, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { applyActivation } from './activations.ts';
import { booleanIn, type KerasConfig, stringIn } from './config.ts';

/** What dense layers and convolutions end in. */

const attributes = () => [typeAttribute('T', 'float32'), stringAttribute('data_format', 'NHWC')];

/** The sum over all axes but the last, by the kernel that is made for it: a general sum takes several times as long. */
export const sumOfRows = (x: tf.Tensor): tf.Tensor => backend().executeSingleOutput('BiasAddGrad', attributes(), [x]);

/**
 * A number for each place on the last axis, added. Not by `BiasAdd`, with which a recorded CNN once differed from the eager
 * one by more than rounding should; why is not known.
 */
export function withBias(x: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  if (x.rank < 2) return x.add(bias);
  const operation = tf.customGrad((...values) => {
    const [value, offset] = values as [tf.Tensor, tf.Tensor];
    return {
      value: value.add(offset),
      gradFunc: (dy) => {
        const slope = dy as tf.Tensor;
        return [slope.clone(), sumOfRows(slope)];
      },
    };
  });
  return operation(x, bias);
}

/** Numbers in a kernel above which its product with slopes is computed the other way round. */
const LARGE = 250_000;

/**
 * Rows times a kernel. Eigen multiplies few rows by a large transposed matrix two to four times slower than that matrix by
 * few columns, so slopes of rows are computed as the transpose of the latter.
 */
export function rowsTimes(x: tf.Tensor2D, kernel: tf.Tensor2D): tf.Tensor {
  const [rows, features] = x.shape;
  if (usedDevice() !== 'cpu' || kernel.size < LARGE || rows * 4 > features) return tf.matMul(x, kernel);
  const operation = tf.customGrad((...values) => {
    const [left, right, save] = values as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    save([left, right]);
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy, saved) => {
        const [entering, weights] = saved as [tf.Tensor2D, tf.Tensor2D];
        const slope = dy as tf.Tensor2D;
        return [tf.matMul(weights, slope, false, true).transpose(), tf.matMul(entering, slope, true)];
      },
    };
  });
  return operation(x, kernel);
}

/** Adds the bias, where there is one, and applies the activation. */
export function finish(config: KerasConfig, linear: tf.Tensor, weight: (name: string) => tf.Tensor): tf.Tensor {
  const biased = booleanIn(config, 'use_bias', true) ? withBias(linear, weight('bias')) : linear;
  return applyActivation(stringIn(config, 'activation', 'linear'), biased);
}
