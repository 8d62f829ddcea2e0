import type { AxisName, SymbolicTensor } from './symbolic.ts';

const LETTER: Readonly<Partial<Record<AxisName, string>>> = {
  height: 'h',
  width: 'w',
  depth: 'd',
  time: 't',
  channels: 'c',
};

/** One letter for an axis that comes often enough to be known by it: `h`, `w`, `d`, `t`, `c`; else nothing. */
export const axisLetter = (axis: AxisName): string => LETTER[axis] ?? '';

/** As on an edge: `28 × 28 × 8`; an unknown size is `?`. */
export function formatShape(tensor: SymbolicTensor): string {
  return tensor.dims.length === 0 ? 'scalar' : tensor.dims.map((dim) => dim.size ?? '?').join(' × ');
}

/** With each dimension's name: `28 height × 28 width × 8 channels`; one without a name is only its size. */
export function formatNamedShape({ dims }: SymbolicTensor): string {
  if (dims.length === 0) return 'scalar';
  return dims.map(({ size, axis }) => `${size ?? '?'}${axis === 'other' ? '' : ` ${axis}`}`).join(' × ');
}

/** As in a message, the batch included: `(batch, 28, 28, 8)`. */
export function formatBatchShape(tensor: SymbolicTensor): string {
  return `(${['batch', ...tensor.dims.map((dim) => dim.size ?? '?')].join(', ')})`;
}

/** `[3, 3]` → `3×3`. */
export const formatSizes = (sizes: readonly number[]): string => sizes.join('×');

/** Grouped by thousands: `1,234,567`. The locale is fixed so that messages read the same everywhere. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
