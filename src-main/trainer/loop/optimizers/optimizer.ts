import type { tf } from '../../runtime/tf.ts';

/** One variable's part of an update. */
export interface Update {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  /** By the names in `slots`. */
  readonly slots: Readonly<Record<string, tf.Variable>>;
}

/** Follows Keras 3, epsilon and all. Everything it remembers is in its slots and in the number of the step. */
export interface Optimizer {
  /** What is kept for each variable, all zeros at first. */
  readonly slots: readonly string[];
  /** Changes the variable; `step` counts from 1. Called in a tidy. */
  readonly apply: (update: Update, step: number) => void;
}

export function slot(update: Update, name: string): tf.Variable {
  const variable = update.slots[name];
  if (!variable) throw new Error(`no slot ${name}`);
  return variable;
}
