import type { SymbolicTensor } from './symbolic.ts';

/** As on an edge: `28 × 28 × 8`; an unknown size is `?`. */
export function formatShape(tensor: SymbolicTensor): string {
  return tensor.dims.length === 0 ? 'scalar' : tensor.dims.map((dim) => dim.size ?? '?').join(' × ');
}

/** As in a message, the batch included: `(batch, 28, 28, 8)`. */
export function formatBatchShape(tensor: SymbolicTensor): string {
  return `(${['batch', ...tensor.dims.map((dim) => dim.size ?? '?')].join(', ')})`;
}

/** `[3, 3]` → `3×3`. */
export const formatSizes = (sizes: readonly number[]): string => sizes.join('×');

/** Grouped by thousands: `1,234,567`. The locale is fixed so that messages read the same everywhere. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
