import { tf } from '../runtime/tf.ts';
import { penaltyOf } from './regularizers.ts';
import type { Serialised } from './weight-options.ts';
import type { NamedWeight } from './weights.ts';

/** What regularizers of weights and of layers' outputs add to the loss, in training and in evaluation, as in Keras. */
export class Penalties {
  readonly #weights: (() => tf.Scalar)[] = [];
  /** Kept past the tidy of the layer that they belong to. */
  #activities: tf.Scalar[] | null = null;

  addWeight({ variable }: NamedWeight, regularizer: Serialised): void {
    this.#weights.push(() => penaltyOf(regularizer, variable.read()));
  }

  /** Watches every call of a layer; what comes out of it is penalized, as a mean over the batch. */
  addActivity(layer: tf.layers.Layer, regularizer: Serialised): void {
    const call = layer.call.bind(layer);
    layer.call = (inputs, kwargs) => {
      const result = call(inputs, kwargs);
      for (const output of this.#activities ? [result].flat() : []) {
        const penalty = tf.tidy(() => penaltyOf(regularizer, output).div(output.shape[0] ?? 1) as tf.Scalar);
        this.#activities?.push(tf.keep(penalty));
      }
      return result;
    };
  }

  /** Runs a model, and answers with what is to be added to its loss; null where nothing is. */
  during<Result>(run: () => Result): { readonly result: Result; readonly penalty: tf.Scalar | null } {
    this.#activities = [];
    const result = run();
    const activities = this.#activities;
    this.#activities = null;
    const terms = [...this.#weights.map((compute) => compute()), ...activities];
    const penalty = terms.length === 0 ? null : (tf.addN(terms) as tf.Scalar);
    tf.dispose(activities);
    return { result, penalty };
  }
}
