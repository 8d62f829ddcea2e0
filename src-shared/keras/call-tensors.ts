import type { KerasCall, KerasHistory } from './model-config.ts';
import { kerasTensor } from './model-config.ts';

/** A tensor that a layer is called with, and the name of its argument where it is given by name. */
export interface CallTensor {
  readonly argument: string | null;
  /** Where it stands in the list that the argument is; 0 of one that is no list. */
  readonly index: number;
  readonly from: KerasHistory;
  /** As the file says, the batch first; null where it doesn't. */
  readonly shape: readonly (number | null)[] | null;
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

/** An argument's tensors, with their places where it is a list. */
const placed = (value: unknown): Omit<CallTensor, 'argument'>[] =>
  (Array.isArray(value) ? value : [value]).flatMap((item, index) =>
    tensorsIn(item, Array.isArray(value) ? 1 : 0).map((tensor) => ({ ...tensor, index })),
  );

function tensorsIn(value: unknown, depth = 0): Pick<CallTensor, 'from' | 'shape'>[] {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return [];
  const tensor = kerasTensor.safeParse(value);
  if (tensor.success) {
    const { keras_history: from, shape = null } = tensor.data.config;
    return [{ from, shape }];
  }
  return Object.values(value).flatMap((item) => tensorsIn(item, depth + 1));
}

/** Takes a call apart. */
export function readCall({ args, kwargs }: KerasCall): CallArguments {
  const tensors: CallTensor[] = [];
  const values: unknown[] = [];
  for (const argument of args) {
    const found = placed(argument);
    for (const tensor of found) tensors.push({ argument: null, ...tensor });
    values.push(found.length > 0 ? null : argument);
  }
  const named: Record<string, unknown> = {};
  for (const [argument, value] of Object.entries(kwargs)) {
    const found = placed(value);
    for (const tensor of found) tensors.push({ argument, ...tensor });
    if (found.length === 0) named[argument] = value;
  }
  return { tensors, values, named };
}
