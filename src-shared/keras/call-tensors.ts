import type { KerasCall, KerasHistory } from './model-config.ts';
import { kerasTensor } from './model-config.ts';

/** A tensor that a layer is called with, and the name of its argument where it is given by name. */
export interface CallTensor {
  readonly argument: string | null;
  readonly from: KerasHistory;
}

/** Everything that a call says: the tensors in order, and its plain values. */
export interface CallArguments {
  readonly tensors: readonly CallTensor[];
  /** Positional arguments that are no tensors, such as the 1.0 of `x + 1.0`; null where a tensor stands. */
  readonly values: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
}

/** Lists of tensors are at most so deep in Keras's calls. */
const MAX_DEPTH = 4;

function tensorsIn(value: unknown, depth = 0): KerasHistory[] {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return [];
  const tensor = kerasTensor.safeParse(value);
  if (tensor.success) return [tensor.data.config.keras_history];
  return Object.values(value).flatMap((item) => tensorsIn(item, depth + 1));
}

/** Takes a call apart. */
export function readCall({ args, kwargs }: KerasCall): CallArguments {
  const tensors: CallTensor[] = [];
  const values: unknown[] = [];
  for (const argument of args) {
    const found = tensorsIn(argument);
    for (const from of found) tensors.push({ argument: null, from });
    values.push(found.length > 0 ? null : argument);
  }
  const named: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(kwargs)) {
    const found = tensorsIn(value);
    for (const from of found) tensors.push({ argument, from });
    if (found.length === 0) named[argument] = value;
  }
  return { tensors, values, named };
}
