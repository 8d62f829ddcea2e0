import { AppError } from '#shared/util/app-error.ts';
import type { NamedWeight } from '../build/weights.ts';
import { tensorOf } from '../build/weights.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { tf } from '../runtime/tf.ts';
import type { Slot } from './optimizers/optimizer.ts';

/** The slots of one weight, as they begin. */
export function makeSlots(
  kept: readonly Slot[],
  path: string,
  weight: tf.Variable,
): Readonly<Record<string, tf.Variable>> {
  const made = kept.flatMap(({ name, start, shape }) => {
    const own = shape ? shape({ path, shape: weight.shape }) : weight.shape;
    if (own === null) return [];
    const begin = () => (start === 'weight' ? weight.clone() : tf.fill([...own], start)).variable(false);
    return [[name, tf.tidy(begin)] as const];
  });
  return Object.fromEntries(made);
}

/** An optimizer's memory: for each trainable weight, one variable a slot. */
export class OptimizerSlots {
  readonly #byWeight = new Map<string, Readonly<Record<string, tf.Variable>>>();

  constructor(kept: readonly Slot[], weights: readonly NamedWeight[]) {
    for (const weight of weights) {
      this.#byWeight.set(weight.path, makeSlots(kept, weight.path, tensorOf(weight)));
    }
  }

  of(path: string): Readonly<Record<string, tf.Variable>> {
    return this.#byWeight.get(path) ?? {};
  }

  /** Named `<slot>:<weight>`, as in files. */
  all(): [string, tf.Variable][] {
    return [...this.#byWeight].flatMap(([path, slots]) =>
      Object.entries(slots).map(([name, variable]): [string, tf.Variable] => [`${name}:${path}`, variable]),
    );
  }

  read(): Map<string, StoredTensor> {
    return new Map(
      this.all().map(([name, variable]) => [name, { shape: variable.shape, values: variable.dataSync<'float32'>() }]),
    );
  }

  assign(stored: ReadonlyMap<string, StoredTensor>): void {
    for (const [name, variable] of this.all()) {
      const found = stored.get(name);
      if (found?.values.length !== variable.size) {
        const message = `The checkpoint doesn't fit the optimizer: ${name} is missing. Was the optimizer changed? Start a new run then.`;
        throw new AppError('CONFLICT', message, { slot: name });
      }
      tf.tidy(() => {
        variable.assign(tf.tensor(found.values, [...found.shape], 'float32'));
      });
    }
  }

  dispose(): void {
    for (const [, variable] of this.all()) variable.dispose();
  }
}
