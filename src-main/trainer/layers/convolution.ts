import type { LayerType } from '#shared/layers/index.ts';
import { tf } from '../runtime/tf.ts';
import { asTfjs, stockActivation } from './activations.ts';
import { finish } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, numberIn, sizesIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

export type Padding = 'valid' | 'same' | 'causal';

/** How a kernel slides; a number for each spatial axis. */
export interface Window {
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
}

type Convolve = (
  input: tf.Tensor,
  kernel: tf.Tensor,
  strides: readonly number[],
  padding: 'valid' | 'same',
) => tf.Tensor;

export const windowIn = (config: KerasConfig, rank: number): Window => ({
  strides: sizesIn(config, 'strides', rank, 1),
  dilation: sizesIn(config, 'dilation_rate', rank, 1),
  padding: stringIn(config, 'padding', 'valid') as Padding,
});

export const isDilated = ({ dilation }: Pick<Window, 'dilation'>): boolean => dilation.some((rate) => rate > 1);

/** A sequence as a picture of one row, so that kernels for pictures serve sequences too. */
const asRow = (input: tf.Tensor): tf.Tensor => input.expandDims(1);

export const dense: Convolve = (input, kernel, strides, padding) => {
  if (kernel.rank === 3) {
    const row = tf.conv2d(
      asRow(input) as tf.Tensor4D,
      kernel.expandDims(0) as tf.Tensor4D,
      [1, ...strides] as [number, number],
      padding,
    );
    return row.squeeze([1]);
  }
  if (kernel.rank === 4)
    return tf.conv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, strides as [number, number], padding);
  return tf.conv3d(input as tf.Tensor5D, kernel as tf.Tensor5D, strides as [number, number, number], padding);
};

/** Each channel by its own window. TensorFlow's kernel knows one stride for both axes. */
export const depthwise: Convolve = (input, kernel, strides, padding) => {
  const [stride = 1] = strides;
  if (kernel.rank === 3) {
    const row = tf.depthwiseConv2d(
      asRow(input) as tf.Tensor4D,
      kernel.expandDims(0) as tf.Tensor4D,
      [stride, stride],
      padding,
    );
    return row.squeeze([1]);
  }
  return tf.depthwiseConv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, [stride, stride], padding);
};

/** Zeros before the start, as many as a window reaches back. */
function padStart(input: tf.Tensor, kernel: tf.Tensor, dilation: readonly number[]): tf.Tensor {
  const before = ((kernel.shape[0] ?? 1) - 1) * (dilation[0] ?? 1);
  return tf.pad(input, [
    [0, 0],
    [before, 0],
    [0, 0],
  ]);
}

/**
 * Runs a dilated convolution as a dense one on a rearranged input: tfjs has no gradient for dilated convolutions, and has
 * one for both rearrangements.
 */
function withDilation(
  input: tf.Tensor,
  kernel: tf.Tensor,
  { dilation, padding }: Window,
  convolve: Convolve,
): tf.Tensor {
  const ends = dilation.map((rate, axis) => {
    const total = padding === 'same' ? ((kernel.shape[axis] ?? 1) - 1) * rate : 0;
    const size = (input.shape[axis + 1] ?? 0) + total;
    const extra = (rate - (size % rate)) % rate;
    const before = Math.floor(total / 2);
    return { pad: [before, total - before + extra], crop: [0, extra] };
  });
  const rearranged = tf.spaceToBatchND(
    input,
    [...dilation],
    ends.map(({ pad }) => pad),
  );
  const result = convolve(
    rearranged,
    kernel,
    dilation.map(() => 1),
    'valid',
  );
  return tf.batchToSpaceND(
    result,
    [...dilation],
    ends.map(({ crop }) => crop),
  );
}

/** Slides a kernel over a sequence, picture or volume, with the gradients that tfjs lacks. */
export function convolve(input: tf.Tensor, kernel: tf.Tensor, window: Window, by: Convolve = dense): tf.Tensor {
  if (window.padding === 'causal') {
    return convolve(padStart(input, kernel, window.dilation), kernel, { ...window, padding: 'valid' }, by);
  }
  return isDilated(window)
    ? withDilation(input, kernel, window, by)
    : by(input, kernel, window.strides, window.padding);
}

/** Each group of channels by its own kernels. */
function inGroups(input: tf.Tensor, kernel: tf.Tensor, window: Window, groups: number): tf.Tensor {
  // tfjs's gradient of a split into one part fails.
  if (groups === 1) return convolve(input, kernel, window);
  const [channels = 1, filters = 1] = [input.shape.at(-1), kernel.shape.at(-1)];
  if (groups === channels && kernel.rank < 5 && new Set(window.strides).size === 1) {
    // As in ConvNeXt, whose hundreds of groups would each be operations of their own.
    const windows = kernel.reshape([...kernel.shape.slice(0, -2), channels, filters / channels]);
    return convolve(input, windows, window, depthwise);
  }
  const kernels = tf.split(kernel, groups, -1);
  const parts = tf.split(input, groups, -1);
  return tf.concat(
    parts.map((part, index) => convolve(part, kernels[index] as tf.Tensor, window)),
    -1,
  );
}

const groupsIn = (config: KerasConfig): number => numberIn(config, 'groups', 1);

type StockConvolution = (config: Parameters<typeof tf.layers.conv2d>[0]) => tf.layers.Layer;

function stockLayer(make: StockConvolution, rank: number, config: KerasConfig, name: string, activation: 'linear') {
  const { strides, dilation, padding } = windowIn(config, rank);
  return make({
    name,
    filters: numberIn(config, 'filters'),
    kernelSize: sizesIn(config, 'kernel_size', rank) as [number, number],
    strides: strides as [number, number],
    padding: padding as 'valid',
    // Of a sequence, tfjs takes the bare number.
    dilationRate: (rank === 1 ? dilation[0] : dilation) as [number, number],
    useBias: booleanIn(config, 'use_bias', true),
    activation,
    kernelInitializer: 'zeros',
  });
}

/** tfjs ignores `groups` without a word, has no gradient for dilation, and fails on causal padding: those are ours. */
export function convolutionFactory(type: LayerType, rank: 1 | 2 | 3, make: StockConvolution): LayerFactory {
  const plain = (config: KerasConfig): boolean => {
    const window = windowIn(config, rank);
    return groupsIn(config) === 1 && window.padding !== 'causal' && !isDilated(window);
  };
  return {
    create: (config, { name }) => {
      const window = windowIn(config, rank);
      return new CatalogueLayer(type, config, name, ({ input, weight }) =>
        finish(config, inGroups(input, weight('kernel'), window, groupsIn(config)), weight),
      );
    },
    stock: (config, name) => {
      const activation = stockActivation(stringIn(config, 'activation', 'linear'));
      return activation === null || !plain(config) ? null : stockLayer(make, rank, config, name, asTfjs(activation));
    },
  };
}
