import type { OpAttribute } from '../../runtime/kernels.ts';
import { tf } from '../../runtime/tf.ts';

/** When an update happens. */
export interface Moment {
  /** Updates so far, this one included. */
  readonly step: number;
  readonly rate: number;
}

/** One variable's part of an update. */
export interface Update {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  /** By the names in `slots`. */
  readonly slots: Readonly<Record<string, tf.Variable>>;
  /** By the names in `coefficients`. */
  readonly coefficients: Readonly<Record<string, tf.Tensor>>;
}

export interface Slot {
  readonly name: string;
  /** What all its numbers begin at, or the weight's own. */
  readonly start: number | 'weight';
  /** As the weight's where left out; null: such a weight has no such slot. */
  readonly shape?: (weight: SlotOwner) => readonly number[] | null;
}

/** The weight that a slot belongs to; its path is `<node>/<name>`. */
export interface SlotOwner {
  readonly path: string;
  readonly shape: readonly number[];
}

/** Follows Keras 3, epsilon and all. Everything it remembers is in its slots and in the number of the step. */
export interface Optimizer {
  /** What is kept for each variable. */
  readonly slots: readonly Slot[];
  /** The numbers that change from step to step: an update is a function of tensors alone, so that it can be recorded. */
  readonly coefficients: (moment: Moment) => Readonly<Record<string, number>>;
  /** Changes the variable. Called in a tidy. */
  readonly apply: (update: Update) => void;
  /** The same as one of TensorFlow's operations, where it has one: for recorded graphs. */
  readonly fused?: (update: Update) => FusedStep | null;
  /** Which coefficient a weight decays by, where it isn't the same for all; null: it doesn't. */
  readonly decay?: (weight: Pick<Update, 'slots'>) => string | null;
  /** The slot that holds the weights to validate by and to keep, where they aren't those that are trained. */
  readonly evaluated?: string;
}

/** One operation that updates variables in place. */
export interface FusedStep {
  readonly operation: string;
  /** In the operation's order, the variables that it updates among them. */
  readonly inputs: readonly tf.Tensor[];
  readonly variables: readonly tf.Variable[];
  /** Beside the type. */
  readonly attributes?: readonly OpAttribute[];
}

export const zeros = (...names: readonly string[]): Slot[] => names.map((name) => ({ name, start: 0 }));

export function slot({ slots }: Pick<Update, 'slots'>, name: string): tf.Variable {
  const variable = slots[name];
  if (!variable) throw new Error(`no slot ${name}`);
  return variable;
}

export function coefficient({ coefficients }: Pick<Update, 'coefficients'>, name: string): tf.Tensor {
  const value = coefficients[name];
  if (!value) throw new Error(`no coefficient ${name}`);
  return value;
}

/** Makes the inputs of a fused operation from numbers. */
export const scalars = (...values: readonly number[]): tf.Scalar[] => values.map((value) => tf.scalar(value));

/** Moves a slot towards a value: `slot += share · (value − slot)`. */
export function approach(target: tf.Variable, value: tf.Tensor, share: number): void {
  target.assign(target.add(value.sub(target).mul(share)));
}

/** Keras's other way to write the same, which rounds differently: `slot = rho · slot + (1 − rho) · value`. */
export function mix(target: tf.Variable, value: tf.Tensor, rho: number): void {
  target.assign(target.mul(rho).add(value.mul(1 - rho)));
}
