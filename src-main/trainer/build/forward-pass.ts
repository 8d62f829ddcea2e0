import type { Mask } from '../layers/factory.ts';
import { tf } from '../runtime/tf.ts';
import type { MaskRule } from './masks.ts';

/** One call of a layer. Places are `<node>:<port>`. */
export interface LayerCall {
  readonly node: string;
  readonly layer: tf.layers.Layer;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly masks: MaskRule;
}

/** Hears what each node gives while a model runs, and keeps none of it; null: nobody listens. */
export interface Listener {
  hear: ((node: string, output: tf.Tensor) => void) | null;
}

interface Passing {
  readonly values: Map<string, tf.Tensor>;
  readonly masks: Map<string, tf.Tensor>;
}

const masksOfResults = new WeakMap<tf.Tensor, tf.Tensor>();

/** The mask of what a model gave, one value for each sample and step, or null: what the loss leaves out. */
export const maskOf = (result: tf.Tensor): Mask => masksOfResults.get(result) ?? null;

/**
 * Makes a model run our way: each layer once, where TF.js would call a layer once for each of its outputs, and with masks
 * beside the values, as Keras hands them on. `calls` has the sources first.
 */
export function runBy(
  model: tf.LayersModel,
  calls: readonly LayerCall[],
  inputs: readonly string[],
  results: readonly string[],
  listener?: Listener,
): void {
  const needed = leadingTo(calls, results);
  const uses = usesOf(needed);
  model.call = (given, kwargs) => {
    const training = kwargs.training === true;
    const { values, masks } = tf.tidy(() => {
      const passing = { values: new Map<string, tf.Tensor>(), masks: new Map<string, tf.Tensor>() };
      for (const [index, place] of inputs.entries()) passing.values.set(place, [given].flat()[index] as tf.Tensor);
      const left = new Map(uses);
      for (const call of needed) {
        run(call, passing, training);
        const [first] = call.to;
        if (listener?.hear && first !== undefined) listener.hear(call.node, valueAt(passing, first));
        if (!training) release(call, passing, left, [...inputs, ...results]);
      }
      return {
        values: results.map((place) => valueAt(passing, place)),
        masks: results.map((place) => passing.masks.get(place)),
      };
    });
    for (const [index, value] of values.entries()) {
      const mask = masks[index];
      if (mask) masksOfResults.set(value, mask);
    }
    return values.length === 1 && values[0] ? values[0] : values;
  };
}

function run({ layer, from, to, masks: rule }: LayerCall, passing: Passing, training: boolean): void {
  const inputs = from.map((place) => valueAt(passing, place));
  const masks = from.map((place) => passing.masks.get(place) ?? null);
  const [first] = inputs;
  const given = inputs.length === 1 && first ? first : inputs;
  const outputs = [layer.apply(given, { training, masks } as Parameters<typeof layer.apply>[1])].flat() as tf.Tensor[];
  for (const [index, place] of to.entries()) {
    const output = outputs[index];
    if (output) passing.values.set(place, output);
  }
  for (const [index, mask] of rule(inputs, masks).entries()) {
    const place = to[index];
    if (mask && place) passing.masks.set(place, mask);
  }
}

/** Outside of training nothing looks back, so what no layer waits for any more is freed at once. */
function release({ from }: LayerCall, { values }: Passing, left: Map<string, number>, kept: readonly string[]): void {
  for (const place of from) {
    const count = (left.get(place) ?? 0) - 1;
    left.set(place, count);
    if (count === 0 && !kept.includes(place)) values.get(place)?.dispose();
  }
}

function valueAt({ values }: Passing, place: string): tf.Tensor {
  const value = values.get(place);
  if (!value) throw new Error(`nothing comes out at ${place}`);
  return value;
}

/** The calls that the results depend on, in their order. */
function leadingTo(calls: readonly LayerCall[], results: readonly string[]): readonly LayerCall[] {
  const wanted = new Set(results);
  const needed = new Set<LayerCall>();
  for (const call of calls.toReversed()) {
    if (!call.to.some((place) => wanted.has(place))) continue;
    needed.add(call);
    for (const place of call.from) wanted.add(place);
  }
  return calls.filter((call) => needed.has(call));
}

function usesOf(calls: readonly LayerCall[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const place of calls.flatMap(({ from }) => from)) uses.set(place, (uses.get(place) ?? 0) + 1);
  return uses;
}
