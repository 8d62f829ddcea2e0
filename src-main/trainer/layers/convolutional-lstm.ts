import type { LayerType } from '#shared/layers/index.ts';
import { tf } from '../runtime/tf.ts';
import { booleanIn, numberIn } from './config.ts';
import { convolve, type Window, windowIn } from './convolution.ts';
import type { LayerFactory } from './factory.ts';
import { lstmStep } from './lstm.ts';
import { type CellCall, forgetBias, recurrentFactory } from './recurrent.ts';
import { stepsOf } from './recurrent-products.ts';

/** What is hidden from each gate; null where nothing is. */
function masksOf(
  { hide }: CellCall,
  of: 'dropout' | 'recurrent_dropout',
  shape: readonly number[],
): tf.Tensor[] | null {
  const masks = [0, 1, 2, 3].map((gate) => hide(of, shape, gate));
  return masks.every((mask) => mask !== null) ? masks : null;
}

/** Convolves once for all gates, or gate by gate where each has other values hidden from it. */
function gateSums(input: tf.Tensor, kernel: tf.Tensor, window: Window, masks: tf.Tensor[] | null): tf.Tensor {
  if (!masks) return convolve(input, kernel, window);
  const kernels = tf.split(kernel, 4, -1);
  return tf.concat(
    masks.map((mask, gate) => convolve(input.mul(mask), kernels[gate] as tf.Tensor, window)),
    -1,
  );
}

/** The pictures of all steps are convolved as one batch. */
function inputSums(call: CellCall, rank: number): tf.Tensor[] {
  const { config, input, weight } = call;
  const [batch = 1, steps = 1, ...sizes] = input.shape;
  const masks = masksOf(call, 'dropout', [batch, 1, ...sizes])?.map((mask) =>
    mask.mul(tf.ones([1, steps, ...sizes.map(() => 1)])).reshape([-1, ...sizes]),
  );
  const sums = gateSums(input.reshape([-1, ...sizes]), weight('kernel'), windowIn(config, rank), masks ?? null);
  const biased = booleanIn(config, 'use_bias', true) ? sums.add(weight('bias')) : sums;
  return stepsOf(biased.reshape([-1, steps, ...biased.shape.slice(1)]));
}

/** ConvLSTM of sequences of 1 to 3 dimensions; tfjs has the two-dimensional one alone, with hard sigmoid. */
export const convolutionalLstmFactory = (type: LayerType, rank: 1 | 2 | 3): LayerFactory =>
  recurrentFactory(
    type,
    2,
    (call) => {
      const inputs = inputSums(call, rank);
      const [batch = 1, ...sizes] = inputs[0]?.shape ?? [];
      const shape = [batch, ...sizes.slice(0, -1), numberIn(call.config, 'filters')];
      const masks = masksOf(call, 'recurrent_dropout', shape);
      const ones = new Array<number>(rank).fill(1);
      const window: Window = { strides: ones, dilation: ones, padding: 'same' };
      const kernel = call.weight('recurrent_kernel');
      return { inputs, step: lstmStep(call.config, (before) => gateSums(before, kernel, window, masks)) };
    },
    { initialWeight: forgetBias },
  );
