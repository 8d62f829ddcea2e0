import type { GraphNode } from '../../graph/types.ts';
import type { LayerType } from '../../layers/index.ts';
import type { CallArguments } from '../call-tensors.ts';

/** An operation as the file has it: what it is called with, and its own settings. */
export interface Operation {
  readonly call: CallArguments;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The layer that computes the same. */
export interface Reading {
  readonly type: LayerType;
  readonly params: GraphNode['params'];
}

/** Null where no layer does what is asked: it becomes a placeholder. */
export type ReadOperation = (operation: Operation) => Reading | null;

/** The shape of its only tensor, batch first; null where there are others, or the file doesn't say. */
export const onlyShape = ({ call }: Operation): readonly (number | null)[] | null =>
  call.tensors.length === 1 ? (call.tensors[0]?.shape ?? null) : null;

/** An argument that is no tensor, by its place or its name. */
export const plainArgument = ({ call }: Operation, place: number, name: string): unknown =>
  call.values[place] ?? call.named[name] ?? null;

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** An axis as counted from the front. */
export const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
