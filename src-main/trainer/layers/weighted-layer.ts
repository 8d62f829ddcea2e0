import { tf } from '../runtime/tf.ts';

export interface OwnWeight {
  readonly name: string;
  readonly shape: number[];
  readonly trainable: boolean;
}

/** A weight as tfjs's layers hold it; its type is not exported. */
export type LayerWeight = ReturnType<tf.layers.Layer['addWeight']>;

export interface WeightedLayerOptions {
  readonly name: string;
  readonly weights: (input: tf.Shape) => readonly OwnWeight[];
  readonly outputShape: (input: tf.Shape) => tf.Shape;
  readonly compute: (input: tf.Tensor, weights: ReadonlyMap<string, LayerWeight>, training: boolean) => tf.Tensor;
}

/** A layer of ours with weights and one input. Like `PlainLayer` it is never written to a file. */
export class WeightedLayer extends tf.layers.Layer {
  static readonly className = 'StrataWeightedLayer';
  readonly #options: WeightedLayerOptions;
  readonly #weights = new Map<string, LayerWeight>();

  constructor(options: WeightedLayerOptions) {
    super({ name: options.name });
    this.#options = options;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const zeros = tf.initializers.zeros();
    for (const { name, shape, trainable } of this.#options.weights(single(inputShape))) {
      this.#weights.set(name, this.addWeight(name, shape, 'float32', zeros, undefined, trainable));
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return this.#options.outputShape(single(inputShape));
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor {
    return tf.tidy(() => {
      const [input] = Array.isArray(inputs) ? inputs : [inputs];
      if (!input) throw new Error(`${this.name} got no input`);
      return this.#options.compute(input, this.#weights, kwargs.training === true);
    });
  }
}

const single = (shape: tf.Shape | tf.Shape[]): tf.Shape => (Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape;

/** The present value of a weight the layer was built with. */
export function currentValue(weights: ReadonlyMap<string, LayerWeight>, name: string): tf.Tensor {
  const weight = weights.get(name);
  if (!weight) throw new Error(`no weight ${name}`);
  return weight.read();
}
