import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { tf } from '../runtime/tf.ts';

/** What one stateful layer keeps. */
export interface LayerStates {
  /** Where sequences go on, (batch, …); null where nothing is kept for batches of this size: zeros then. */
  readonly start: (index: number, batch: number) => tf.Tensor | null;
  /** What the batch after this one starts from. Another size of batch leaves what is kept as it is. */
  readonly keep: (remembered: readonly tf.Tensor[]) => void;
}

/**
 * What the stateful recurrent layers of a model keep from one batch of a training to the next: variables that change in
 * place like weights, but belong to no layer's weights, as in Keras.
 */
export class RecurrentStates {
  readonly #kept = new Map<string, tf.Variable>();
  #isAskedFor = false;
  #isBeingMade = false;

  /** Whether any layer keeps something. */
  get isAskedFor(): boolean {
    return this.#isAskedFor;
  }

  /** Said by a layer when it is made. */
  ask(): void {
    this.#isAskedFor = true;
  }

  of(key: number): LayerStates {
    const nameOf = (index: number) => `state:${key}:${index}`;
    return {
      start: (index, batch) => {
        const variable = this.#kept.get(nameOf(index));
        return variable?.shape[0] === batch ? variable : null;
      },
      keep: (remembered) => {
        for (const [index, tensor] of remembered.entries()) {
          const variable = this.#kept.get(nameOf(index));
          if (variable && variable.shape[0] === tensor.shape[0]) variable.assign(tensor.clone());
          if (!variable && this.#isBeingMade) this.#kept.set(nameOf(index), tf.zeros(tensor.shape).variable(false));
        }
      },
    };
  }

  /** Makes the variables, of the sizes that a pass of a full batch gives them. */
  make(pass: () => void): void {
    this.#isBeingMade = true;
    try {
      tf.tidy(pass);
    } finally {
      this.#isBeingMade = false;
    }
  }

  reset(): void {
    for (const variable of this.#kept.values()) tf.tidy(() => variable.assign(tf.zeros(variable.shape)));
  }

  all(): [string, tf.Variable][] {
    return [...this.#kept];
  }

  read(): Map<string, StoredTensor> {
    return new Map(
      this.all().map(([name, variable]) => [name, { shape: variable.shape, values: variable.dataSync<'float32'>() }]),
    );
  }

  /** What isn't stored starts from zeros: a checkpoint may be older than the layer's setting. */
  assign(stored: ReadonlyMap<string, StoredTensor>): void {
    this.reset();
    for (const [name, variable] of this.all()) {
      const found = stored.get(name);
      if (found?.values.length !== variable.size) continue;
      tf.tidy(() => variable.assign(tf.tensor(found.values, [...found.shape], 'float32')));
    }
  }

  dispose(): void {
    for (const variable of this.#kept.values()) variable.dispose();
  }
}
