import type { Dimension, SymbolicTensor } from './symbolic.ts';

export type Broadcast =
  | { readonly ok: true; readonly tensor: SymbolicTensor }
  | { readonly ok: false; readonly first: number; readonly second: number };

function broadcastDimension(a: Dimension | undefined, b: Dimension | undefined): Dimension | null {
  if (!a || !b) return a ?? b ?? null;
  if (a.size === 1) return b;
  if (b.size === 1 || b.size === null) return a;
  if (a.size === null) return b;
  return a.size === b.size ? a : null;
}

/**
 * The common shape of several tensors as Keras's merging layers see it: aligned at the last axis, the batch apart, sizes
 * equal or 1. Where two don't fit, their positions come back.
 */
export function broadcast(tensors: readonly SymbolicTensor[]): Broadcast {
  const [head, ...rest] = tensors;
  if (!head) return { ok: true, tensor: { dims: [], dtype: 'float32' } };
  let dims: readonly Dimension[] = head.dims;
  for (const [index, tensor] of rest.entries()) {
    const rank = Math.max(dims.length, tensor.dims.length);
    const merged: Dimension[] = [];
    for (let fromEnd = rank; fromEnd >= 1; fromEnd -= 1) {
      const dim = broadcastDimension(dims[dims.length - fromEnd], tensor.dims[tensor.dims.length - fromEnd]);
      if (!dim) return { ok: false, first: 0, second: index + 1 };
      merged.push(dim);
    }
    dims = merged;
  }
  return { ok: true, tensor: { dims, dtype: head.dtype } };
}
