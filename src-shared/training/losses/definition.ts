import type { Column } from '../../data/types.ts';

/** A loss as people choose it; the trainer has the computation under the same name. */
export interface LossDefinition {
  /** Keras's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Of one sample, for people. */
  readonly formula?: string;
  /** Column types that it can learn. */
  readonly targets: readonly Column['type'][];
  /** Activations of the output that it makes sense with, the usual one first. */
  readonly activations: readonly string[];
}
