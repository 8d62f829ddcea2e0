import type { Dimension, SymbolicTensor } from '../shapes/symbolic.ts';

/** An equation `ab,bc->ac` taken apart, its dots replaced by a letter for each axis they stand for. */
export interface Einsum {
  readonly input: string;
  readonly weight: string;
  readonly output: string;
  /** Axes that dots stand for, and whether they are the first or the last ones. */
  readonly elided: number;
  readonly left: boolean;
}

// Letters that no equation of a person's uses.
const letter = (index: number): string => String.fromCharCode(0x3b1 + index);

/** Null where the equation is none, or does not fit a tensor of `rank` axes, the batch included. */
export function parseEinsum(equation: string, rank: number): Einsum | null {
  const match = /^(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?$/.exec(
    equation.replaceAll(' ', ''),
  );
  if (!match) return null;
  const [, leftIn, input = '', rightIn, weight = '', leftOut, output = '', rightOut] = match;
  if (leftIn !== leftOut || rightIn !== rightOut || (leftIn && rightIn)) return null;
  const elided = rank - input.length;
  if (elided < 0 || (elided > 0 && !leftIn && !rightIn)) return null;
  const known = [...output].every((axis) => input.includes(axis) || weight.includes(axis));
  if (!known || ![...weight].every((axis) => input.includes(axis) || output.includes(axis))) return null;
  const dots = Array.from({ length: elided }, (_, index) => letter(index)).join('');
  const whole = (axes: string) => (leftIn ? dots + axes : axes + dots);
  return { input: whole(input), weight, output: whole(output), elided, left: leftIn !== undefined };
}

/**
 * The sizes of all letters: those of the input, then of the output as far as it was asked for (without the batch and
 * without what dots stand for; -1 follows from the input). Null where they contradict each other.
 */
export function einsumSizes(
  { input, output, elided, left }: Einsum,
  tensor: SymbolicTensor,
  asked: readonly number[],
): ReadonlyMap<string, Dimension> | null {
  const sizes = new Map<string, Dimension>();
  const batch: Dimension = { size: null, axis: 'other' };
  for (const [index, dim] of [batch, ...tensor.dims].entries()) sizes.set(input[index] ?? '', dim);
  // The batch is the first axis of the output, whether dots stand for it or not.
  const stated = left && elided > 0 ? output.slice(elided) : output.slice(1, left ? undefined : output.length - elided);
  if (stated.length !== asked.length) return null;
  for (const [index, axis] of [...stated].entries()) {
    const size = asked[index] ?? -1;
    const found = sizes.get(axis)?.size ?? null;
    if (size === -1 ? found === null : found !== null && found !== size) return null;
    if (size !== -1) sizes.set(axis, { size, axis: sizes.get(axis)?.axis ?? 'features' });
  }
  return sizes;
}
