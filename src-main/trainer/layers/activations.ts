import type { ActivationName } from '#shared/layers/activations.ts';
import { tf } from '../runtime/tf.ts';
import { sparsemax } from './sparsemax.ts';

type Compute = (x: tf.Tensor) => tf.Tensor;

const hardSigmoid: Compute = (x) => tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6);
/** Where the bend of the shrinking functions is in Keras, as a name can't carry a number. */
const SHRINK = 0.5;

/** Where tfjs has no function of that name, or another one than Keras 3. Registered under the names below. */
const ours: Partial<Record<ActivationName, Compute>> = {
  leaky_relu: (x) => tf.leakyRelu(x, 0.2),
  celu: (x) => tf.elu(x),
  hard_sigmoid: hardSigmoid,
  hard_silu: (x) => tf.mul(x, hardSigmoid(x)),
  sparse_sigmoid: (x) => tf.clipByValue(tf.mul(tf.add(x, 1), 0.5), 0, 1),
  // tfjs's own keeps its input for the gradient by no reference, and a scope disposes of it meanwhile.
  log_sigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
  hard_tanh: (x) => tf.clipByValue(x, -1, 1),
  tanh_shrink: (x) => tf.sub(x, tf.tanh(x)),
  hard_shrink: (x) => tf.mul(x, tf.step(tf.sub(tf.abs(x), SHRINK))),
  soft_shrink: (x) => tf.add(tf.relu(tf.sub(x, SHRINK)), tf.neg(tf.relu(tf.sub(tf.neg(x), SHRINK)))),
  exponential: (x) => tf.exp(x),
  log_softmax: (x) => tf.logSoftmax(x),
  sparsemax: (x) => sparsemax(x),
  sparse_plus: (x) => tf.add(tf.div(tf.square(tf.clipByValue(tf.add(x, 1), 0, 2)), 4), tf.relu(tf.sub(x, 1))),
  squareplus: (x) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 2),
};

/** tfjs's own name for a function that computes the same as Keras 3's. */
const stock: Partial<Record<ActivationName, string>> = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  silu: 'swish',
  mish: 'mish',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
};

const registered = (name: ActivationName): string => `strata_${name}`;

for (const [name, compute] of Object.entries(ours) as [ActivationName, Compute][]) {
  class OurActivation extends tf.serialization.Serializable {
    static readonly className = registered(name);
    apply(x: tf.Tensor): tf.Tensor {
      return tf.tidy(() => compute(x));
    }
    getConfig(): tf.serialization.ConfigDict {
      return {};
    }
  }
  tf.serialization.registerClass(OurActivation);
}

/** The name plain TF.js knows the function by, or null. */
export const stockActivation = (name: string): string | null => stock[name as ActivationName] ?? null;

/** tfjs's layers check the name against a type; they look it up in a registry, in which ours are as well. */
type TfjsActivation = 'linear';

/** The name by which tfjs in this process finds a function that computes what Keras 3 does. */
export function activationFor(name: string): TfjsActivation {
  const found = stockActivation(name) ?? (name in ours ? registered(name as ActivationName) : null);
  if (!found) throw new Error(`unknown activation ${name}`);
  return found as TfjsActivation;
}

/** The same function, to be applied at once. */
export function activationOf(name: string): Compute {
  if (name === 'linear') return (x) => x;
  if (name === 'relu') return (x) => tf.relu(x);
  if (name === 'tanh') return (x) => tf.tanh(x);
  if (name === 'sigmoid') return (x) => tf.sigmoid(x);
  const layer = tf.layers.activation({ activation: activationFor(name) });
  return (x) => layer.apply(x) as tf.Tensor;
}

export const applyActivation = (name: string, x: tf.Tensor): tf.Tensor => activationOf(name)(x);

export const asTfjs = (name: string): TfjsActivation => name as TfjsActivation;
