import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { windowPositions, windowReach } from '../shapes/window.ts';
import type { Inference, LayerProblem } from './definition.ts';
import { fails, infers, type Picture } from './inference.ts';

/** The parameters that convolutions and poolings share. */
export interface SpatialWindow {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: 'valid' | 'same';
  /** The parameter that `size` came from, for the place of a problem. */
  readonly sizeParam: 'kernel_size' | 'pool_size';
}

/** Slides a window over a picture; the result has `channels` channels. */
export function slide(picture: Picture, window: SpatialWindow, channels: number): Inference {
  const { size, strides, dilation, padding } = window;
  const conflict = stridesWithDilation(window);
  if (conflict) return fails(conflict);
  const along = (length: number | null, axis: 0 | 1) =>
    windowPositions(length, { size: size[axis], stride: strides[axis], dilation: dilation[axis], padding });
  const height = along(picture.height, 0);
  const width = along(picture.width, 1);
  if ((height !== null && height < 1) || (width !== null && width < 1)) {
    return fails(tooSmall(picture.tensor, window));
  }
  return infers({
    dims: [
      { size: height, axis: 'height' },
      { size: width, axis: 'width' },
      { size: channels, axis: 'channels' },
    ],
    dtype: 'float32',
  });
}

function tooSmall(tensor: SymbolicTensor, { size, dilation, sizeParam }: SpatialWindow): LayerProblem {
  const [rows, columns] = [0, 1].map((axis) => windowReach({ size: size[axis] ?? 1, dilation: dilation[axis] ?? 1 }));
  const found = formatBatchShape(tensor);
  return {
    code: 'window-too-large',
    severity: 'error',
    param: sizeParam,
    expected: `a picture of at least ${rows} × ${columns}`,
    found,
    message: `its window covers ${rows} × ${columns} pixels, but {input0} gives ${found}. Use padding same, a smaller window, or fewer poolings before it.`,
    remedies: [{ kind: 'set-params', title: 'Use padding same', params: { padding: 'same' } }],
  };
}

/** TensorFlow, and Keras with it, refuses both at once. */
function stridesWithDilation({ strides, dilation }: SpatialWindow): LayerProblem | null {
  if (Math.max(...strides) === 1 || Math.max(...dilation) === 1) return null;
  return {
    code: 'strides-with-dilation',
    severity: 'error',
    param: 'dilation_rate',
    expected: 'strides of 1, or dilation of 1',
    found: `strides ${strides.join('×')}, dilation ${dilation.join('×')}`,
    message: `can't skip pixels (strides ${strides.join('×')}) and spread its window (dilation ${dilation.join('×')}) at once. Set one of them to 1.`,
    remedies: [{ kind: 'set-params', title: 'Set dilation to 1', params: { dilation_rate: [1, 1] } }],
  };
}

/** TensorFlow's depthwise kernels know one stride for both axes. */
export function unequalStrides(strides: readonly [number, number]): LayerProblem | null {
  const [rows, columns] = strides;
  if (rows === columns) return null;
  return {
    code: 'unequal-strides',
    severity: 'error',
    param: 'strides',
    expected: 'the same stride along both axes',
    found: `${rows}×${columns}`,
    message: `needs the same stride along height and width; got ${rows}×${columns}. Use ${rows}×${rows}, or conv2d.`,
    remedies: [{ kind: 'set-params', title: `Set strides to ${rows}×${rows}`, params: { strides: [rows, rows] } }],
  };
}
