import type { RandomPosition } from '../runtime/random.ts';
import type { tf } from '../runtime/tf.ts';
import type { KerasConfig } from './config.ts';
import type { Progress, Reading } from './recurrent.ts';
import type { RecurrentStates } from './recurrent-states.ts';

/** What a layer of a model under training may depend on besides its configuration. */
export interface LayerContext {
  readonly name: string;
  /** Decides every random number of this layer, together with the position. */
  readonly key: number;
  readonly position: RandomPosition;
  /** Its weights stay as they are; what moves in training without gradients, such as averages, must stay too. */
  readonly frozen?: boolean;
  /** Of stateful layers; left out where every sequence starts from zeros. */
  readonly states?: RecurrentStates;
}

/** Which time steps of each sample hold something, as booleans; null where all of them count. */
export type Mask = tf.Tensor | null;

/** For each sample of a batch which other it is mixed with, and how much of its own is left: [count] both. */
export interface Mixing {
  readonly order: tf.Tensor;
  readonly share: tf.Tensor;
}

/** Makes tfjs layers for one layer type, from the Keras 3 config that the catalogue gives. */
export interface LayerFactory {
  /** Computes what Keras 3 computes, in training and inference, with gradients. */
  readonly create: (config: KerasConfig, context: LayerContext) => tf.layers.Layer;
  /**
   * Of a layer that mixes the samples of a batch in training: what it mixes at the present position, for targets to be
   * mixed likewise.
   */
  readonly mixing?: (config: KerasConfig, context: LayerContext, inputShape: tf.Shape) => (count: number) => Mixing;
  /**
   * Of a layer whose weights `mean` and `variance` are measured on the training data before the first step: the axes that
   * are measured together, for inputs of this rank; null where they are given.
   */
  readonly measures?: (config: KerasConfig, rank: number) => number[] | null;
  /** A Keras regularizer of what comes out, for a layer whose own config names none. */
  readonly activityRegularizer?: (config: KerasConfig) => unknown;
  /**
   * How a weight starts that no initializer of the config says all of; null for the others. `draw` gives what
   * the config says, of another weight or in another shape.
   */
  readonly initialWeight?: (
    config: KerasConfig,
    weight: { readonly name: string; readonly shape: number[] },
    draw: (name: string, shape?: number[]) => tf.Tensor,
  ) => tf.Tensor | null;
  /** Of a cell: reads a whole sequence with it. */
  readonly readSequence?: (reading: Reading) => Progress;
  /** The mask of a layer that makes one of its own, joins several, or may be given one by a port. */
  readonly mask?: (config: KerasConfig) => (inputs: readonly tf.Tensor[], masks: readonly Mask[]) => Mask;
  /**
   * A layer that plain TF.js can read back and that gives the same values at inference; null where TF.js has none. Left
   * out by layers that are the identity at inference.
   */
  readonly stock?: (config: KerasConfig, name: string) => tf.layers.Layer | null;
}

/** The masks that came with a call of a layer, one for each input. */
export function masksIn({ masks }: Readonly<Record<string, unknown>>, inputs: number): readonly Mask[] {
  const given = Array.isArray(masks) ? (masks as Mask[]) : [];
  return Array.from({ length: inputs }, (_, index) => given[index] ?? null);
}
