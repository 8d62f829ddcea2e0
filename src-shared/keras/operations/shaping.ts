import { fromFront, isWhole, type Operation, onlyShape, type Reading, type ReadOperation } from './operation.ts';

const reshaped = (sizes: readonly (number | null)[]): Reading | null => {
  const [batch, ...target] = sizes;
  // Of the sizes after the batch, one may be open.
  if (batch === undefined || target.length === 0 || target.filter((size) => size === null).length > 1) return null;
  return { type: 'reshape', params: { target_shape: target.map((size) => size ?? -1) } };
};

const wholes = (value: unknown): number[] | null =>
  isWhole(value) ? [value] : Array.isArray(value) && value.every(isWhole) ? value : null;

/** The axes that an operation names, from the front and without the batch. */
function axesOf(operation: Operation, rank: number): number[] | null {
  const axes = wholes(operation.config.axis)?.map((axis) => fromFront(axis, rank));
  return axes?.every((axis) => axis > 0 && axis < rank) ? axes.toSorted((a, b) => a - b) : null;
}

const POOLED = {
  average: ['global_average_pooling1d', 'global_average_pooling2d', 'global_average_pooling3d'],
  max: ['global_max_pooling1d', 'global_max_pooling2d', 'global_max_pooling3d'],
} as const;

/** Over all axes but the batch and the channels: global pooling. */
const pooled =
  (kind: keyof typeof POOLED): ReadOperation =>
  (operation) => {
    const shape = onlyShape(operation);
    const axes = shape && axesOf(operation, shape.length);
    const type = axes ? POOLED[kind][axes.length - 1] : undefined;
    if (!shape || !axes || !type || axes.length !== shape.length - 2) return null;
    if (axes.some((axis, index) => axis !== index + 1)) return null;
    return { type, params: { keepdims: operation.config.keepdims === true } };
  };

const reshape: ReadOperation = (operation) => {
  const sizes = operation.config.newshape;
  if (!onlyShape(operation) || !Array.isArray(sizes)) return null;
  const [batch, ...rest] = sizes;
  const isBatch = batch === null || batch === -1;
  return isBatch && rest.every(isWhole) ? reshaped([null, ...rest.map((size) => (size === -1 ? null : size))]) : null;
};

const expandDims: ReadOperation = (operation) => {
  const shape = onlyShape(operation);
  const axes = shape && axesOf(operation, shape.length + 1);
  return shape && axes?.length === 1 ? reshaped(shape.toSpliced(axes[0] ?? 1, 0, 1)) : null;
};

const squeeze: ReadOperation = (operation) => {
  const shape = onlyShape(operation);
  const axes = shape && axesOf(operation, shape.length);
  if (!shape || !axes || axes.some((axis) => shape[axis] !== 1)) return null;
  return reshaped(shape.filter((_, axis) => !axes.includes(axis)));
};

const transpose: ReadOperation = (operation) => {
  const axes = wholes(operation.config.axes);
  const shape = onlyShape(operation);
  if (!shape || axes?.length !== shape.length || axes[0] !== 0) return null;
  return { type: 'permute', params: { dims: axes.slice(1).map((axis) => fromFront(axis, shape.length)) } };
};

/** Operations that move values without computing, and those that pool all places of a channel. */
export const shaping: Readonly<Record<string, ReadOperation>> = {
  Reshape: reshape,
  ExpandDims: expandDims,
  Squeeze: squeeze,
  Transpose: transpose,
  Mean: pooled('average'),
  Max: pooled('max'),
};
