import type { LayerType } from '#shared/layers/index.ts';
import { backend, intsAttribute, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { finish } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { convolve, isDilated, type Window, windowIn } from './convolution.ts';
import type { LayerFactory } from './factory.ts';

type Ends = readonly [before: number, after: number];

const attributes = (strides: readonly number[], padding: string) => [
  typeAttribute('T', 'float32'),
  intsAttribute('strides', [1, ...strides, 1]),
  stringAttribute('padding', padding.toUpperCase()),
  stringAttribute('data_format', 'NDHWC'),
  intsAttribute('dilations', [1, 1, 1, 1, 1]),
];

/** tfjs's own lacks a gradient; TensorFlow's is a convolution by the input, and its usual one by the kernel. */
function transposedVolume(
  input: tf.Tensor,
  kernel: tf.Tensor,
  shape: number[],
  { strides, padding }: Window,
): tf.Tensor {
  const shared = attributes(strides, padding);
  const operation = tf.customGrad((...values) => {
    const [x, weights, save] = values as unknown as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([x, weights]);
    return {
      value: backend().executeSingleOutput(
        'Conv3DBackpropInputV2',
        [...shared, typeAttribute('Tshape', 'int32')],
        [tf.tensor1d(shape, 'int32'), weights, x],
      ),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [given, kept] = saved as [tf.Tensor, tf.Tensor];
        const sizes = tf.tensor1d(kept.shape, 'int32');
        return [
          backend().executeSingleOutput('Conv3D', shared, [dy, kept]),
          backend().executeSingleOutput('Conv3DBackpropFilterV2', shared, [dy, sizes, given]),
        ];
      },
    };
  });
  return operation(input, kernel);
}

function transposed(input: tf.Tensor, kernel: tf.Tensor, shape: number[], window: Window): tf.Tensor {
  const { strides, padding } = window as Window & { padding: 'valid' | 'same' };
  if (kernel.rank === 5) return transposedVolume(input, kernel, shape, window);
  if (kernel.rank === 4) {
    const size = shape as [number, number, number, number];
    return tf.conv2dTranspose(input as tf.Tensor4D, kernel as tf.Tensor4D, size, strides as [number, number], padding);
  }
  const [batch = 1, length = 1, channels = 1] = shape;
  const row = tf.conv2dTranspose(
    input.expandDims(1) as tf.Tensor4D,
    kernel.expandDims(0) as tf.Tensor4D,
    [batch, 1, length, channels],
    [1, strides[0] ?? 1],
    padding,
  );
  return row.squeeze([1]);
}

/**
 * A dilated one, whose strides are 1, is a dilated convolution with the kernel turned around: TensorFlow has no kernel
 * for it on a CPU.
 */
function dilatedTransposed(input: tf.Tensor, kernel: tf.Tensor, window: Window): tf.Tensor {
  const spatial = window.dilation.map((_, axis) => axis);
  const turned = tf.reverse(kernel, spatial).transpose([...spatial, kernel.rank - 1, kernel.rank - 2]);
  const ends = window.dilation.map((rate, axis): Ends => {
    const reach = ((kernel.shape[axis] ?? 1) - 1) * rate;
    // What same padding adds before a window, its transpose takes off after it.
    return window.padding === 'same' ? [Math.ceil(reach / 2), Math.floor(reach / 2)] : [reach, reach];
  });
  const padded = tf.pad(input, [[0, 0], ...ends, [0, 0]] as [number, number][]);
  return convolve(padded, turned, { ...window, padding: 'valid' });
}

/** Convolutions run backwards, of sequences, pictures and volumes. */
export const transposedFactory = (
  type: LayerType,
  rank: 1 | 2 | 3,
  stock: NonNullable<LayerFactory['stock']>,
): LayerFactory => ({
  create: (config, { name }) => {
    const window = windowIn(config, rank);
    const layer: CatalogueLayer = new CatalogueLayer(type, config, name, ({ input, weight }) => {
      const shape = layer.computeOutputShape(input.shape).map(Number);
      const kernel = weight('kernel');
      const linear = isDilated(window)
        ? dilatedTransposed(input, kernel, window)
        : transposed(input, kernel, shape, window);
      return finish(config, linear, weight);
    });
    return layer;
  },
  stock,
});
