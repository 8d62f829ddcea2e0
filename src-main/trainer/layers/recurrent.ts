import type { LayerType } from '#shared/layers/index.ts';
import { mayFuse } from '../runtime/fusing.ts';
import { keyOf, uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerContext, LayerFactory, Mask } from './factory.ts';
import type { LayerStates } from './recurrent-states.ts';

/** A remembered value; null stands for the zeros that a sequence starts from, with which nothing need be computed. */
export type Remembered = tf.Tensor | null;

/** A recurrent layer made ready for one call. */
export interface Cell {
  /** What each time step takes of the sequence, computed for all of them at once. */
  readonly inputs: readonly tf.Tensor[];
  /** From one step's input and what is remembered to what is remembered next; the first of it is what comes out. */
  readonly step: (input: tf.Tensor, remembered: readonly Remembered[]) => readonly tf.Tensor[];
}

/** What a cell is made from: the call, and the random masks of dropout, which are one for all time steps. */
export interface CellCall extends Call {
  readonly config: KerasConfig;
  /** Null outside of training, and where nothing is hidden; `gate` tells the masks of a layer apart. */
  readonly hide: (of: 'dropout' | 'recurrent_dropout', shape: readonly number[], gate: number) => tf.Tensor | null;
  /** Whether what is remembered at the end is needed. */
  readonly remembers: boolean;
}

/** What came of all steps at once. */
export interface Sequence {
  /** As (steps, batch, units) in the order in which they were read; or of the last step alone, (batch, units). */
  readonly outputs: tf.Tensor;
  readonly remembered: readonly tf.Tensor[];
}

/** Computes all steps by a gradient of its own; null where it can't for such a layer. */
export type Fused = (call: CellCall, initial: readonly Remembered[]) => Sequence | null;

/** A whole sequence to be read with a cell, and how. */
export interface Reading extends Call {
  readonly config: KerasConfig;
  readonly context: LayerContext;
  readonly initial: readonly Remembered[];
  readonly mask: Mask;
  readonly backwards: boolean;
  /** Gives zeros at steps that are padding, instead of the values of the step before. */
  readonly zeroes: boolean;
}

type Order = Pick<Reading, 'initial' | 'mask' | 'backwards' | 'zeroes'>;

export interface Progress {
  readonly outputs: tf.Tensor[];
  remembered: readonly Remembered[];
}

interface Counting {
  readonly counts: tf.Tensor;
  readonly skipped: tf.Tensor;
}

/** For each time step, 1 for the samples that it counts in, and 1 for the others. */
function countingOf(mask: Mask, rank: number): Counting[] | null {
  if (!mask) return null;
  const [, steps = 1] = mask.shape;
  const counts = mask.cast('float32').reshape([-1, steps, ...new Array<number>(rank - 1).fill(1)]);
  const skipped = tf.unstack(tf.sub(1, counts), 1);
  return tf.unstack(counts, 1).map((step, index) => ({ counts: step, skipped: skipped[index] as tf.Tensor }));
}

/** The new value where the step counts, else the one before. */
const kept = (fresh: tf.Tensor, before: Remembered, { counts, skipped }: Counting): tf.Tensor => {
  const counted = fresh.mul(counts);
  return before ? counted.add(before.mul(skipped)) : counted;
};

/** Runs all steps in the order in which they are read. */
function runSteps(cell: Cell, { initial, mask, backwards, zeroes }: Order): Progress {
  const rank = cell.inputs[0]?.rank ?? 2;
  const counting = countingOf(mask, rank);
  const order = cell.inputs.map((_, index) => (backwards ? cell.inputs.length - 1 - index : index));
  const progress: Progress = { outputs: [], remembered: initial };
  for (const index of order) {
    const { outputs, remembered } = progress;
    const fresh = cell.step(cell.inputs[index] as tf.Tensor, remembered);
    const counts = counting?.[index];
    progress.remembered = counts ? fresh.map((value, place) => kept(value, remembered[place] ?? null, counts)) : fresh;
    const [shown] = counts && zeroes ? [(fresh[0] as tf.Tensor).mul(counts.counts)] : progress.remembered;
    outputs.push(shown as tf.Tensor);
  }
  return progress;
}

/** A mask of dropout: 0 for what is hidden, and the rest scaled up to make up for it. */
function hiding({ key, position }: LayerContext, config: KerasConfig, training: boolean): CellCall['hide'] {
  return (of, shape, gate) => {
    const rate = numberIn(config, of, 0);
    if (!training || rate === 0) return null;
    const drawn = uniform(shape, keyOf(key, `${of}_${gate}`), position.step);
    return drawn
      .greaterEqual(rate)
      .cast('float32')
      .mul(1 / (1 - rate));
  };
}

/** What a stateful layer keeps between batches, in training alone: elsewhere every sequence starts from zeros. */
function keptBy(config: KerasConfig, { key, states }: LayerContext): (training: boolean) => LayerStates | null {
  if (!states || !booleanIn(config, 'stateful', false)) return () => null;
  states.ask();
  const own = states.of(key);
  return (training) => (training ? own : null);
}

/** What a call starts from: what it is given, what the batch before has left, or zeros. */
const startOf = ([input, ...given]: readonly tf.Tensor[], count: number, kept: LayerStates | null): Remembered[] =>
  Array.from({ length: count }, (_, index) => given[index] ?? kept?.start(index, input?.shape[0] ?? 1) ?? null);

/**
 * The common part of all recurrent layers. tfjs's own differ from Keras 3 (hard sigmoid, no `reset_after`), lose what
 * they remember under a mask, and compute each step's inputs one by one.
 */
export function recurrentFactory(
  type: LayerType,
  states: number,
  cellOf: (call: CellCall) => Cell,
  { initialWeight, fused }: Pick<LayerFactory, 'initialWeight'> & { readonly fused?: Fused } = {},
): LayerFactory {
  return {
    create: (config, context) => {
      const keptIn = keptBy(config, context);
      return new CatalogueLayer(type, config, context.name, (call) => {
        const kept = keptIn(call.training);
        const initial = startOf(call.inputs, states, kept);
        const remembers = kept !== null || booleanIn(config, 'return_state', false);
        const made = { ...call, config, remembers, hide: hiding(context, config, call.training) };
        // As in Keras, which gives a layer no mask where states are given.
        const mask = call.inputs.length === 1 ? (call.masks[0] ?? null) : null;
        const whole = !mask && mayFuse() ? fused?.(made, initial) : null;
        const { output, remembered } = whole ? shown(whole, config) : stepByStep(cellOf(made), initial, mask, config);
        kept?.keep(remembered);
        return booleanIn(config, 'return_state', false) ? [output, ...remembered] : output;
      });
    },
    stock: () => null,
    ...(initialWeight ? { initialWeight } : {}),
  };
}

interface Shown {
  readonly output: tf.Tensor;
  readonly remembered: readonly tf.Tensor[];
}

function shown({ outputs, remembered }: Sequence, config: KerasConfig): Shown {
  if (booleanIn(config, 'return_sequences', false)) return { output: outputs.transpose([1, 0, 2]), remembered };
  return { output: outputs.rank === 2 ? outputs : lastOf(outputs), remembered };
}

/** Of values by step, those of the last one. */
export const lastOf = (steps: tf.Tensor): tf.Tensor =>
  steps.slice([(steps.shape[0] ?? 1) - 1, 0, 0], [1, -1, -1]).squeeze([0]);

const orderOf = (config: KerasConfig) => ({
  backwards: booleanIn(config, 'go_backwards', false),
  zeroes: booleanIn(config, 'zero_output_for_mask', false),
});

function stepByStep(cell: Cell, initial: readonly Remembered[], mask: Mask, config: KerasConfig): Shown {
  return shownSteps(runSteps(cell, { initial, mask, ...orderOf(config) }), config);
}

function shownSteps({ outputs, remembered }: Progress, config: KerasConfig): Shown {
  const last = outputs.at(-1) as tf.Tensor;
  return {
    output: booleanIn(config, 'return_sequences', false) ? tf.stack(outputs, 1) : last,
    remembered: remembered as tf.Tensor[],
  };
}

/** Reads a sequence with a cell, step by step. */
export const readingWith =
  (cellOf: (call: CellCall) => Cell) =>
  (reading: Reading): Progress => {
    const { config, context, training } = reading;
    return runSteps(cellOf({ ...reading, remembers: true, hide: hiding(context, config, training) }), reading);
  };

/** A layer that reads sequences with the cells that it holds. */
export const sequenceFactory = (
  type: LayerType,
  states: (config: KerasConfig) => number,
  read: (reading: Reading) => Progress,
  initialWeight: NonNullable<LayerFactory['initialWeight']>,
): LayerFactory => ({
  create: (config, context) => {
    const keptIn = keptBy(config, context);
    return new CatalogueLayer(type, config, context.name, (call) => {
      const kept = keptIn(call.training);
      const initial = startOf(call.inputs, states(config), kept);
      const mask = call.inputs.length === 1 ? (call.masks[0] ?? null) : null;
      const progress = read({ ...call, config, context, initial, mask, ...orderOf(config) });
      const { output, remembered } = shownSteps(progress, config);
      kept?.keep(remembered);
      return booleanIn(config, 'return_state', false) ? [output, ...remembered] : output;
    });
  },
  stock: () => null,
  initialWeight,
});

/** The forget gate's part of the bias starts at 1, the others as the config says. */
export const forgetBias: LayerFactory['initialWeight'] = (config, { name, shape }, draw) => {
  if (name !== 'bias' || !booleanIn(config, 'unit_forget_bias', true)) return null;
  const units = (shape[0] ?? 0) / 4;
  return tf.concat([draw('bias', [units]), tf.ones([units]), draw('bias', [2 * units])]);
};
