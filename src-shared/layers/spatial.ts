import { formatBatchShape, formatSizes } from '../shapes/format.ts';
import { windowPositions, windowReach } from '../shapes/window.ts';
import type { Inference, LayerProblem } from './definition.ts';
import { fails, infers, type Spatial, spatialNoun, spatialTensor } from './inference.ts';

/** The parameters that convolutions and poolings share; a number for each spatial axis. */
export interface SpatialWindow {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal';
  /** The parameter that `size` came from, for the place of a problem. */
  readonly sizeParam: 'kernel_size' | 'pool_size';
}

const points = { 1: 'steps', 2: 'pixels', 3: 'voxels' } as const;

/** Slides a window over a sequence, picture or volume; the result has `channels` channels. */
export function slide(spatial: Spatial, window: SpatialWindow, channels: number): Inference {
  const { size, strides, dilation, padding } = window;
  const conflict = stridesWithDilation(window);
  if (conflict) return fails(conflict);
  const sizes = spatial.sizes.map((length, axis) =>
    windowPositions(length, {
      size: size[axis] ?? 1,
      stride: strides[axis] ?? 1,
      dilation: dilation[axis] ?? 1,
      padding,
    }),
  );
  if (sizes.some((length) => length !== null && length < 1)) return fails(tooSmall(spatial, window));
  return infers(spatialTensor(spatial.rank, sizes, channels));
}

function tooSmall({ tensor, rank }: Spatial, { size, dilation, sizeParam }: SpatialWindow): LayerProblem {
  const reach = size.map((extent, axis) => windowReach({ size: extent, dilation: dilation[axis] ?? 1 })).join(' × ');
  const found = formatBatchShape(tensor);
  return {
    code: 'window-too-large',
    severity: 'error',
    param: sizeParam,
    expected: `${spatialNoun[rank]} of at least ${reach}`,
    found,
    message: `its window covers ${reach} ${points[rank]}, but {input0} gives ${found}. Use padding same, a smaller window, or fewer poolings before it.`,
    remedies: [{ kind: 'set-params', title: 'Use padding same', params: { padding: 'same' } }],
  };
}

/** TensorFlow, and Keras with it, refuses both at once. */
export function stridesWithDilation({
  strides,
  dilation,
}: Pick<SpatialWindow, 'strides' | 'dilation'>): LayerProblem | null {
  if (Math.max(...strides) === 1 || Math.max(...dilation) === 1) return null;
  const [skip, spread] = [formatSizes(strides), formatSizes(dilation)];
  return {
    code: 'strides-with-dilation',
    severity: 'error',
    param: 'dilation_rate',
    expected: 'strides of 1, or dilation of 1',
    found: `strides ${skip}, dilation ${spread}`,
    message: `can't skip points (strides ${skip}) and spread its window (dilation ${spread}) at once. Set one of them to 1.`,
    remedies: [{ kind: 'set-params', title: 'Set dilation to 1', params: { dilation_rate: dilation.map(() => 1) } }],
  };
}

/** TensorFlow's depthwise kernels know one stride for both axes. */
export function unequalStrides(strides: readonly number[]): LayerProblem | null {
  const [first = 1] = strides;
  if (strides.every((stride) => stride === first)) return null;
  const equal = strides.map(() => first);
  return {
    code: 'unequal-strides',
    severity: 'error',
    param: 'strides',
    expected: 'the same stride along both axes',
    found: formatSizes(strides),
    message: `needs the same stride along height and width; got ${formatSizes(strides)}. Use ${formatSizes(equal)}, or conv2d.`,
    remedies: [{ kind: 'set-params', title: `Set strides to ${formatSizes(equal)}`, params: { strides: equal } }],
  };
}
