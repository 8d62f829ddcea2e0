import type { tf } from '../runtime/tf.ts';

/** What variables held at one moment, to go back to. Costs no copy: assigning gives a variable other data. */
export class VariableSnapshot {
  readonly #kept: readonly (readonly [tf.Variable, tf.Tensor])[];

  constructor(variables: ReadonlyMap<string, tf.Variable>) {
    this.#kept = [...variables.values()].map((variable) => [variable, variable.clone()]);
  }

  restore(): void {
    for (const [variable, value] of this.#kept) variable.assign(value);
  }

  dispose(): void {
    for (const [, value] of this.#kept) value.dispose();
  }
}
