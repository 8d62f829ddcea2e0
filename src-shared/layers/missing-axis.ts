import { formatShape } from '../shapes/format.ts';
import type { AxisName, Dimension, SymbolicTensor } from '../shapes/symbolic.ts';
import type { Remedy } from './definition.ts';

/** Ways to the dimensions that a layer needs, all of them a reshape before it: values keep their order. */

/** One more axis of size 1, `at` its place among the others; none where the sizes don't say how to reshape. */
export function addAxis(
  tensor: SymbolicTensor,
  at: number,
  axis: AxisName,
  { input = 0, meaning = '' }: { readonly input?: number; readonly meaning?: string } = {},
): readonly Remedy[] {
  const dims: readonly Dimension[] = [...tensor.dims.slice(0, at), { size: 1, axis }, ...tensor.dims.slice(at)];
  const name = axis === 'other' ? 'axis' : `${axis} axis`;
  const shape = formatShape({ ...tensor, dims });
  return reshapeTo(tensor, dims, `Add the missing ${name}: ${shape}${meaning}`, input);
}

/** A row of values as a square picture with one channel, or three; none where they don't make one. */
export function asSquarePicture(tensor: SymbolicTensor): readonly Remedy[] {
  const [row, ...others] = tensor.dims;
  if (!row?.size || others.length > 0) return [];
  const count = row.size;
  const channels = [1, 3].find((share) => Number.isInteger(Math.sqrt(count / share)));
  if (channels === undefined || count === channels) return [];
  const side = Math.sqrt(count / channels);
  const dims: readonly Dimension[] = [
    { size: side, axis: 'height' },
    { size: side, axis: 'width' },
    { size: channels, axis: 'channels' },
  ];
  return reshapeTo(tensor, dims, `Read the ${count} values as ${side} × ${side} × ${channels} (reshape)`, 0);
}

/** A row of values as time steps of one value, or as one step of all; a picture as a step for each of its rows. */
export function asSteps(tensor: SymbolicTensor): readonly Remedy[] {
  if (tensor.dims.length === 1) {
    return [
      ...addAxis(tensor, 1, 'features', { meaning: ', each value a time step' }),
      ...addAxis(tensor, 0, 'time', { meaning: ', all in one time step' }),
    ];
  }
  const [time, ...rest] = tensor.dims;
  if (!time || rest.length !== 2 || rest.some(({ size }) => size === null)) return [];
  const size = rest.reduce((product, dim) => product * (dim.size ?? 1), 1);
  const dims: readonly Dimension[] = [
    { ...time, axis: 'time' },
    { size, axis: 'features' },
  ];
  return reshapeTo(tensor, dims, `Take each row as one time step: ${formatShape({ ...tensor, dims })} (reshape)`, 0);
}

function reshapeTo(
  tensor: SymbolicTensor,
  dims: readonly Dimension[],
  title: string,
  input: number,
): readonly Remedy[] {
  const open = dims.filter(({ size }) => size === null).length;
  // A reshape can work out one size, and words have no numbers to be put in another shape.
  if (open > 1 || tensor.dtype === 'string') return [];
  const params = { target_shape: dims.map(({ size }) => size ?? -1) };
  return [{ kind: 'insert-before', title, type: 'reshape', params, input }];
}
