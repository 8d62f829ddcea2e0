import { tf } from '../runtime/tf.ts';

export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: 'valid' | 'same';
}

export const isDilated = ({ dilation }: Pick<Window, 'dilation'>): boolean => dilation[0] > 1 || dilation[1] > 1;

/** Height, or width, of what a window gives. */
function resultSize(size: number | null, axis: 0 | 1, window: Window): number | null {
  if (size === null) return null;
  const reach = (window.kernel[axis] - 1) * window.dilation[axis] + 1;
  const room = window.padding === 'same' ? size : size - reach + 1;
  return Math.ceil(room / window.strides[axis]);
}

export const windowedShape = (input: tf.Shape, window: Window, channels: number | null): tf.Shape => [
  input[0] ?? null,
  resultSize(input[1] ?? null, 0, window),
  resultSize(input[2] ?? null, 1, window),
  channels,
];

/**
 * Runs a dilated convolution as a dense one on a rearranged picture: tfjs has no gradient for dilated convolutions, and
 * has one for both rearrangements.
 */
export function withDilation(
  pictures: tf.Tensor4D,
  { kernel, dilation, padding }: Window,
  convolve: (rearranged: tf.Tensor4D) => tf.Tensor4D,
): tf.Tensor4D {
  const pads: [number, number][] = [];
  const crops: [number, number][] = [];
  for (const axis of [0, 1] as const) {
    const total = padding === 'same' ? (kernel[axis] - 1) * dilation[axis] : 0;
    const size = (pictures.shape[axis + 1] ?? 0) + total;
    const extra = (dilation[axis] - (size % dilation[axis])) % dilation[axis];
    const before = Math.floor(total / 2);
    pads.push([before, total - before + extra]);
    crops.push([0, extra]);
  }
  const rearranged = tf.spaceToBatchND(pictures, [...dilation], pads);
  return tf.batchToSpaceND(convolve(rearranged), [...dilation], crops);
}
