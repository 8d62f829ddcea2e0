import { AppError } from '#shared/util/app-error.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import type { LayerWeight } from '../layers/catalogue-layer.ts';
import { tf } from '../runtime/tf.ts';
import { constrained } from './constraints.ts';
import type { Serialised } from './weight-options.ts';

export interface NamedWeight {
  /** `<node>/<name>`: unique in a model, and the weight's name in files. */
  readonly path: string;
  /** Keras's name, e.g. `kernel`. */
  readonly name: string;
  readonly variable: LayerWeight;
  readonly trainable: boolean;
  /** What it is brought back to after every step. */
  readonly constraint?: Serialised | null;
}

/** Brings weights back to what their constraints allow; those without any stay as they are. */
export function applyConstraints(weights: readonly NamedWeight[]): void {
  for (const weight of weights) {
    if (!weight.constraint) continue;
    const allowed = constrained(weight.constraint, tensorOf(weight));
    weight.variable.write(allowed);
    allowed.dispose();
  }
}

/** The weights of a layer that has been applied, in Keras's order; those of a frozen one are not trained. */
export function weightsOf(node: string, layer: tf.layers.Layer, frozen = false): NamedWeight[] {
  const trainable = new Set(layer.trainableWeights.map((weight) => weight.id));
  return layer.weights.map((variable) => {
    const { originalName } = variable;
    // A layer of ours may hold several of one name, told apart by a path; TF.js's scopes lie before it.
    const scope = originalName.indexOf(`${layer.name}/`);
    const name = originalName.slice(scope === -1 ? originalName.lastIndexOf('/') + 1 : scope + layer.name.length + 1);
    return { path: `${node}/${name}`, name, variable, trainable: !frozen && trainable.has(variable.id) };
  });
}

/** The tfjs variable behind a weight: what gradients are taken by, and optimizers change. */
export const tensorOf = (weight: NamedWeight): tf.Variable => weight.variable.read() as tf.Variable;

export function readWeights(weights: readonly NamedWeight[]): Map<string, StoredTensor> {
  return new Map(
    weights.map((weight) => {
      const tensor = tensorOf(weight);
      return [weight.path, { shape: tensor.shape, values: tensor.dataSync<'float32'>() }];
    }),
  );
}

/** Puts stored values into a model; both must have exactly the same weights. */
export function assignWeights(weights: readonly NamedWeight[], stored: ReadonlyMap<string, StoredTensor>): void {
  for (const weight of weights) {
    const found = stored.get(weight.path);
    const expected = weight.variable.shape.join(' × ');
    if (!found || found.shape.join(' × ') !== expected) {
      const present = found ? `is ${found.shape.join(' × ')}` : 'is missing';
      const message = `The checkpoint doesn't fit the graph: ${weight.path} should be ${expected}; it ${present}.`;
      throw new AppError('GRAPH_INVALID', message, { weight: weight.path });
    }
    tf.tidy(() => {
      weight.variable.write(tf.tensor(found.values, [...found.shape], 'float32'));
    });
  }
  if (stored.size !== weights.length) {
    const extra = [...stored.keys()].filter((path) => !weights.some((weight) => weight.path === path));
    throw new AppError('GRAPH_INVALID', `The checkpoint has weights that the graph lacks: ${extra.join(', ')}.`);
  }
}
