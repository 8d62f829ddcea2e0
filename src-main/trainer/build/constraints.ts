import { tf } from '../runtime/tf.ts';
import { type Serialised, setting } from './weight-options.ts';

/** Keras's epsilon, which keeps a norm of zero from dividing. */
const EPSILON = 1e-7;

const axesOf = ({ settings: { axis = 0 } }: Serialised): number[] => (Array.isArray(axis) ? axis : [axis]).map(Number);

const normOf = (weights: tf.Tensor, chosen: Serialised): tf.Tensor => weights.square().sum(axesOf(chosen), true).sqrt();

const scaledTo = (weights: tf.Tensor, norm: tf.Tensor, desired: tf.Tensor): tf.Tensor =>
  weights.mul(desired.div(norm.add(EPSILON)));

const byClass: Readonly<Record<string, (weights: tf.Tensor, chosen: Serialised) => tf.Tensor>> = {
  NonNeg: (weights) => weights.relu(),
  UnitNorm: (weights, chosen) => weights.div(normOf(weights, chosen).add(EPSILON)),
  MaxNorm: (weights, chosen) => {
    const norm = normOf(weights, chosen);
    return scaledTo(weights, norm, norm.clipByValue(0, setting(chosen, 'max_value', 2)));
  },
  MinMaxNorm: (weights, chosen) => {
    const norm = normOf(weights, chosen);
    const rate = setting(chosen, 'rate', 1);
    const within = norm.clipByValue(setting(chosen, 'min_value', 0), setting(chosen, 'max_value', 1));
    return scaledTo(weights, norm, within.mul(rate).add(norm.mul(1 - rate)));
  },
};

/** Weights brought back to what a Keras constraint allows. Throws for a class that is unknown. */
export function constrained(chosen: Serialised, weights: tf.Tensor): tf.Tensor {
  const compute = byClass[chosen.className];
  if (!compute) throw new Error(`unknown constraint ${chosen.className}`);
  return tf.tidy(() => compute(weights, chosen));
}
