import type { OpAttribute } from '../runtime/kernels.ts';

/** A value that JavaScript made: shapes, axes, factors. `type` is TensorFlow's number of the type. */
export interface RecordedConstant {
  readonly shape: readonly number[];
  readonly type: number;
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** Where an operation takes a value from. */
export type Value =
  | { readonly from: 'argument'; readonly name: string }
  /** What a variable holds at the start, or (`version` > 0) after so many updates within the variable itself. */
  | { readonly from: 'variable'; readonly name: string; readonly version: number }
  /** The variable itself, for an operation that updates it. */
  | { readonly from: 'handle'; readonly name: string }
  | { readonly from: 'operation'; readonly index: number; readonly output: number }
  | { readonly from: 'constant'; readonly constant: RecordedConstant };

export interface RecordedOperation {
  readonly name: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly Value[];
  /** TensorFlow's types of the inputs; they win over what tfjs says in the attributes. */
  readonly types: readonly number[];
  /** Values that must be in variables before this operation updates them. */
  readonly before?: readonly Change[];
}

export interface Change {
  readonly variable: string;
  readonly value: Value;
}

export interface Result {
  readonly value: Value;
  readonly type: number;
}

/** What a function of tensors did: a graph without loops. */
export interface Recording {
  readonly operations: readonly RecordedOperation[];
  readonly results: readonly Result[];
  /** What is in variables at the end, where that is not what was in them at the start. */
  readonly changes: readonly Change[];
}

/** The operations that results or changes need: gradients that nobody asked for, and the like, are left out. */
export function neededOperations({ operations, results, changes }: Recording): ReadonlySet<number> {
  const needed = new Set<number>();
  const open: Value[] = [...results, ...changes].map(({ value }) => value);
  for (const [index, operation] of operations.entries()) {
    if (operation.inputs.some(({ from }) => from === 'handle')) open.push({ from: 'operation', index, output: 0 });
  }
  for (let value = open.pop(); value; value = open.pop()) {
    if (value.from !== 'operation' || needed.has(value.index)) continue;
    needed.add(value.index);
    const operation = operations[value.index];
    open.push(...(operation?.inputs ?? []), ...(operation?.before ?? []).map((change) => change.value));
  }
  return needed;
}
