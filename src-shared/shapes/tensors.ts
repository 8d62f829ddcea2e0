import type { AxisName, Dimension, DType, SymbolicTensor } from './symbolic.ts';

/** Axis names by rank, for shapes that come without names: a picture is height × width × channels. */
const usualAxes: Readonly<Record<number, readonly AxisName[]>> = {
  1: ['features'],
  2: ['time', 'features'],
  3: ['height', 'width', 'channels'],
  4: ['depth', 'height', 'width', 'channels'],
};

/** A tensor of these sizes (without the batch), its axes named as is usual for its rank. */
export function tensorOf(sizes: readonly (number | null)[], dtype: DType = 'float32'): SymbolicTensor {
  const axes = usualAxes[sizes.length] ?? [];
  return { dims: sizes.map((size, index) => ({ size, axis: axes[index] ?? 'other' })), dtype };
}

/** The same tensor with its last dimension resized (and renamed, if told). */
export function withLast(tensor: SymbolicTensor, size: number | null, axis?: AxisName): SymbolicTensor {
  const last = tensor.dims.at(-1);
  if (!last) return tensor;
  return { ...tensor, dims: [...tensor.dims.slice(0, -1), { size, axis: axis ?? last.axis }] };
}

export const sizesOf = (tensor: SymbolicTensor): (number | null)[] => tensor.dims.map((dim) => dim.size);

/** Values in one sample; null where a dimension is unknown. */
export function elementCount(dims: readonly Dimension[]): number | null {
  let count = 1;
  for (const { size } of dims) {
    if (size === null) return null;
    count *= size;
  }
  return count;
}

/** Like `elementCount`, for counts of work, where an unknown dimension counts as one. */
export const knownElements = (tensor: SymbolicTensor): number =>
  tensor.dims.reduce((count, dim) => count * (dim.size ?? 1), 1);

export function sameTensor(a: SymbolicTensor, b: SymbolicTensor): boolean {
  return (
    a === b ||
    (a.dtype === b.dtype &&
      a.dims.length === b.dims.length &&
      a.dims.every((dim, index) => dim.size === b.dims[index]?.size && dim.axis === b.dims[index]?.axis))
  );
}
