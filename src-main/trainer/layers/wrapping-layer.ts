import type { LayerDefinition, WeightSpec } from '#shared/layers/definition.ts';
import { getLayer, type LayerType } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { keyOf } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { CatalogueLayer, type LayerWeight, shapesOf, weightSpecsOf } from './catalogue-layer.ts';
import type { KerasConfig } from './config.ts';
import { type LayerContext, type LayerFactory, type Mask, masksIn } from './factory.ts';
// The factories include those of the layers that hold layers: they are asked when one is made, never while this loads.
import { factoryOf } from './index.ts';

/** What a call of a layer that holds layers works with. */
export interface WrappingCall {
  readonly inputs: readonly tf.Tensor[];
  readonly masks: readonly Mask[];
  readonly training: boolean;
  /** Applies an inner layer. */
  readonly apply: (part: string, inputs: readonly tf.Tensor[], masks: readonly Mask[]) => tf.Tensor[];
  /** A weight of its own, or of an inner layer by its path. */
  readonly weight: (name: string) => LayerWeight;
}

export interface WrappingOptions {
  readonly type: LayerType;
  readonly config: KerasConfig;
  readonly name: string;
  /** By the option of the config that holds the layer. */
  readonly parts: ReadonlyMap<string, tf.layers.Layer>;
  /** The shape that an inner layer is built for; that of the first input where left out. */
  readonly partShape?: (shape: tf.Shape) => tf.Shape;
  /** Keras calls the inner layer in a way that its activity regularizer doesn't see. */
  readonly unseen?: true;
  readonly compute: (call: WrappingCall) => tf.Tensor | tf.Tensor[];
}

/** A layer that holds layers. Those have weights of their own, named by where the layer is held: `layer/kernel`. */
export class WrappingLayer extends tf.layers.Layer {
  static readonly className = 'StrataWrappingLayer';
  readonly #options: WrappingOptions;
  readonly #definition: LayerDefinition;
  readonly #params: Readonly<Record<string, unknown>>;
  readonly #specs = new Map<string, WeightSpec>();

  constructor(options: WrappingOptions) {
    super({ name: options.name });
    this.#options = options;
    this.#definition = getLayer(options.type);
    this.#params = parseParams(this.#definition, this.#definition.keras.fromConfig(options.config)).params;
  }

  get unseen(): boolean {
    return this.#options.unseen === true;
  }

  get parts(): ReadonlyMap<string, tf.layers.Layer> {
    return this.#options.parts;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { parts, partShape = (shape: tf.Shape) => shape } = this.#options;
    const [first = []] = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as tf.Shape[];
    for (const part of parts.values()) {
      part.setFastWeightInitDuringBuild(true);
      // Within the name scope of this layer, so that its weights' names begin with where it is held.
      part.apply(tf.input({ shape: partShape(first).slice(1) }));
    }
    const zeros = tf.initializers.zeros();
    for (const spec of weightSpecsOf(this.#definition, this.#params, inputShape)) {
      this.#specs.set(spec.name, spec);
      if (!spec.name.includes('/')) {
        this.addWeight(spec.name, [...spec.shape], 'float32', zeros, undefined, spec.trainable);
      }
    }
    this.built = true;
  }

  /** What the catalogue says of a weight, once there are weights. */
  specOf(weight: string): WeightSpec | undefined {
    return this.#specs.get(weight);
  }

  override get trainableWeights(): LayerWeight[] {
    return [...super.trainableWeights, ...[...this.parts.values()].flatMap((part) => part.trainableWeights)];
  }

  override get nonTrainableWeights(): LayerWeight[] {
    return [...super.nonTrainableWeights, ...[...this.parts.values()].flatMap((part) => part.nonTrainableWeights)];
  }

  /** In the order of the catalogue, which is Keras's. */
  override get weights(): LayerWeight[] {
    const all = [...this.trainableWeights, ...this.nonTrainableWeights];
    const placeOf = ({ originalName }: LayerWeight) =>
      [...this.#specs.keys()].findIndex((name) => originalName.endsWith(`${this.name}/${name}`));
    return all.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shapesOf(this.name, this.#definition, this.#params, inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    const given = Array.isArray(inputs) ? inputs : [inputs];
    const training = kwargs.training === true;
    return tf.tidy(() =>
      this.#options.compute({
        inputs: given,
        masks: masksIn(kwargs, given.length),
        training,
        apply: (name, values, masks) => {
          const part = this.parts.get(name);
          const [first] = values;
          if (!part || !first) throw new Error(`${this.name} holds no ${name}`);
          const options = { training, masks } as Parameters<typeof part.apply>[1];
          return [part.apply(values.length === 1 ? first : [...values], options)].flat() as tf.Tensor[];
        },
        weight: (name) => this.#weight(name),
      }),
    );
  }

  #weight(path: string): LayerWeight {
    const found = this.weights.find(({ originalName }) => originalName.endsWith(`${this.name}/${path}`));
    if (!found) throw new Error(`${this.name} has no weight ${path}`);
    return found;
  }
}

interface Held {
  readonly type: string;
  readonly config: KerasConfig;
  readonly factory: LayerFactory;
}

/** The layer that an option of a config holds. */
export function heldIn(type: LayerType, config: KerasConfig, key: string): Held {
  const definition = getLayer(type);
  const { params } = parseParams(definition, definition.keras.fromConfig(config));
  const inner = (params[key] ?? params.layer) as { type: string };
  const { config: own } = config[key] as { config: KerasConfig };
  return { type: inner.type, config: own, factory: factoryOf(inner.type) };
}

/** Makes the layer that an option holds; its random numbers are its own. */
export function makeHeld(type: LayerType, config: KerasConfig, key: string, context: LayerContext): tf.layers.Layer {
  const held = heldIn(type, config, key);
  return held.factory.create(held.config, { ...context, name: key, key: keyOf(context.key, key) });
}

/** How the weights of inner layers start: as in a layer of their own. */
export const startWithin =
  (type: LayerType): NonNullable<LayerFactory['initialWeight']> =>
  (config, { name, shape }, draw) => {
    const [key = '', ...rest] = name.split('/');
    if (rest.length === 0) return null;
    const { factory, config: own } = heldIn(type, config, key);
    return (
      factory.initialWeight?.(own, { name: rest.join('/'), shape }, (of, sizes) => draw(`${key}/${of}`, sizes)) ?? null
    );
  };

/** What the catalogue says of a weight, for the layers that ask it. */
export const specOf = (layer: tf.layers.Layer, weight: string): WeightSpec | undefined =>
  layer instanceof CatalogueLayer || layer instanceof WrappingLayer ? layer.specOf(weight) : undefined;

/** The inner layers whose results are regularized, with what their configs say of it. */
export function heldActivities(layer: tf.layers.Layer, config: KerasConfig): [tf.layers.Layer, unknown][] {
  if (!(layer instanceof WrappingLayer) || layer.unseen) return [];
  return [...layer.parts].map(([key, part]) => [
    part,
    (config[key] as { config: KerasConfig }).config.activity_regularizer,
  ]);
}

/** The weight of the inner layer that is normalized. */
export function kernelOf(weight: WrappingCall['weight']): LayerWeight {
  try {
    return weight('layer/kernel');
  } catch {
    return weight('layer/embeddings');
  }
}
