/** What a dimension means; it decides how a shape reads on an edge and which fixes can be offered. */
export type AxisName = 'height' | 'width' | 'depth' | 'time' | 'channels' | 'features' | 'classes' | 'other';

/** One dimension; `size` is null while it can't be known. The batch dimension is never listed. */
export interface Dimension {
  readonly size: number | null;
  readonly axis: AxisName;
}

export type DType = 'float32' | 'int32' | 'uint8' | 'string' | 'bool';

/** The symbolic value that travels along an edge: dimensions without the batch, and the element type. */
export interface SymbolicTensor {
  readonly dims: readonly Dimension[];
  readonly dtype: DType;
}
