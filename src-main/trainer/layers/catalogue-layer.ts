import type { LayerDefinition, WeightSpec } from '#shared/layers/definition.ts';
import { getLayer, type LayerType } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import type { SymbolicTensor } from '#shared/shapes/symbolic.ts';
import { sizesOf, tensorOf } from '#shared/shapes/tensors.ts';
import { tf } from '../runtime/tf.ts';
import type { KerasConfig } from './config.ts';
import { type Mask, masksIn } from './factory.ts';

/** A weight as tfjs's layers hold it; its type is not exported. */
export type LayerWeight = ReturnType<tf.layers.Layer['addWeight']>;

/** What one call of a layer works with. */
export interface Call {
  /** The first input, and for most layers the only one. */
  readonly input: tf.Tensor;
  readonly inputs: readonly tf.Tensor[];
  /** For each input, which time steps hold something; null where nothing says so. */
  readonly masks: readonly Mask[];
  readonly training: boolean;
  /** The present value of a weight, by Keras's name. */
  readonly weight: (name: string) => tf.Tensor;
  /** Sets a weight that is not trained, such as a moving average. */
  readonly assign: (name: string, value: tf.Tensor) => void;
}

/** A layer with several outputs gives them in the order of its ports. */
export type Compute = (call: Call) => tf.Tensor | tf.Tensor[];

/**
 * A layer of ours. Its output shape and its weights are what the catalogue says of its type; only how it computes is
 * told here. It lives in this process only: exports write stock layers or a recorded graph.
 */
export class CatalogueLayer extends tf.layers.Layer {
  static readonly className = 'StrataLayer';
  readonly #definition: LayerDefinition;
  readonly #params: Readonly<Record<string, unknown>>;
  readonly #compute: Compute;
  readonly #weights = new Map<string, LayerWeight>();
  readonly #specs = new Map<string, WeightSpec>();

  constructor(type: LayerType, config: KerasConfig, name: string, compute: Compute) {
    super({ name });
    this.#definition = getLayer(type);
    this.#params = parseParams(this.#definition, this.#definition.keras.fromConfig(config)).params;
    this.#compute = compute;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const zeros = tf.initializers.zeros();
    for (const spec of weightSpecsOf(this.#definition, this.#params, inputShape)) {
      const { name, shape, trainable } = spec;
      this.#specs.set(name, spec);
      this.#weights.set(name, this.addWeight(name, [...shape], 'float32', zeros, undefined, trainable));
    }
    this.built = true;
  }

  /** What the catalogue says of a weight, once there are weights. */
  specOf(weight: string): WeightSpec | undefined {
    return this.#specs.get(weight);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shapesOf(this.name, this.#definition, this.#params, inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const given = Array.isArray(inputs) ? inputs : [inputs];
      const [input] = given;
      if (!input) throw new Error(`${this.name} got no input`);
      return this.#compute({
        input,
        inputs: given,
        masks: masksIn(kwargs, given.length),
        training: kwargs.training === true,
        weight: (name) => this.#weight(name).read(),
        assign: (name, value) => {
          this.#weight(name).write(value);
        },
      });
    });
  }

  #weight(name: string): LayerWeight {
    const weight = this.#weights.get(name);
    if (!weight) throw new Error(`${this.name} has no weight ${name}`);
    return weight;
  }
}

type Params = Readonly<Record<string, unknown>>;

/** The weights that the catalogue gives a layer for inputs of these shapes. */
export const weightSpecsOf = (definition: LayerDefinition, params: Params, shape: tf.Shape | tf.Shape[]) =>
  definition.weights(symbolic(shape), { ...params });

/** The shape of what comes out, or the shapes of all outputs, as the catalogue says. */
export function shapesOf(
  name: string,
  definition: LayerDefinition,
  params: Params,
  shape: tf.Shape | tf.Shape[],
): tf.Shape | tf.Shape[] {
  const inferred = definition.inferShape(symbolic(shape), { ...params });
  if (!inferred.output) throw new Error(`${name} ${inferred.problems[0]?.message ?? 'has no output'}`);
  const batch = listed(shape)[0]?.[0] ?? null;
  const others = (definition.outputs?.({ ...params }) ?? []).map((port) => inferred.more?.[port]);
  const first = [batch, ...sizesOf(inferred.output)];
  return others.length === 0 ? first : [first, ...others.map((tensor) => [batch, ...(tensor ? sizesOf(tensor) : [])])];
}

const listed = (shape: tf.Shape | tf.Shape[]): tf.Shape[] => (Array.isArray(shape[0]) ? shape : [shape]) as tf.Shape[];

/** One tensor that comes in several times stays one: TF.js hands on the very shape. */
function symbolic(shape: tf.Shape | tf.Shape[]): SymbolicTensor[] {
  const known = new Map(listed(shape).map((sizes) => [sizes, tensorOf(sizes.slice(1))]));
  return listed(shape).flatMap((sizes) => known.get(sizes) ?? []);
}
