import { orderOf } from '#shared/graph/order.ts';
import { ownerOf } from '#shared/graph/sharing.ts';
import type { Graph } from '#shared/graph/types.ts';
import { wiringOf } from '#shared/graph/wiring.ts';
import type { TensorSummary } from '#shared/training/step-record.ts';
import type { BuiltModel } from '../build/model.ts';
import { tf } from '../runtime/tf.ts';
import { silentUnits, summarize } from './summarize.ts';

/** A tensor that passed: said of the whole batch, kept of its first samples. */
export interface Passed {
  readonly summary: TensorSummary;
  /** Of one sample. */
  readonly shape: readonly number[];
  /** Of the samples kept, one after the other. */
  readonly values: Float32Array;
}

export interface PassedForward extends Passed {
  readonly silent: { readonly units: number; readonly of: number };
}

/** What one training step did at each layer, by node. */
export interface Capture {
  readonly forward: Map<string, PassedForward>;
  readonly gradient: Map<string, Passed>;
}

/** What is kept of a batch may take this much memory, gradients and all; the first samples are kept, these at most. */
const KEPT_BYTES = 512 * 1024 * 1024;
const KEPT_SAMPLES = 32;

const sizeOf = (shape: readonly (number | null)[]): number =>
  shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);

/** How many samples of a batch can be looked at one by one. */
export function keptSamples(model: BuiltModel): number {
  const values = model.logits.layers.reduce((sum, layer) => {
    const shape = layer.outputShape;
    return sum + sizeOf((Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape);
  }, 0);
  return Math.max(1, Math.min(KEPT_SAMPLES, Math.floor(KEPT_BYTES / (values * 2 * 4))));
}

/** Which nodes each layer stands for; most layers stand for their own. */
function nodesByLayer(graph: Graph): Map<string, string[]> {
  const wiring = wiringOf(graph);
  const result = new Map<string, string[]>();
  for (const id of orderOf(wiring).order) {
    const node = wiring.nodes.get(id);
    if (!node) continue;
    const owner = ownerOf(wiring, node).id;
    result.set(owner, [...(result.get(owner) ?? []), id]);
  }
  return result;
}

/** Reads a tensor of a batch out of TensorFlow. */
export function take(tensor: tf.Tensor, kept: number): Passed {
  const read = tensor.dataSync();
  const values = read instanceof Float32Array ? read : Float32Array.from(read);
  const [batch = 1, ...shape] = tensor.shape;
  const perSample = values.length / Math.max(1, batch);
  return { summary: summarize(values, shape), shape, values: values.slice(0, Math.min(batch, kept) * perSample) };
}

export function takeForward(tensor: tf.Tensor, kept: number): PassedForward {
  const read = tensor.dataSync();
  return { ...take(tensor, kept), silent: silentUnits(read, tensor.shape) };
}

/**
 * Listens at every layer of a model while it trains: at its output on the way there, at the gradient by that output on
 * the way back. What passes is passed on unchanged, so a step that is listened to is the same step.
 */
export class Probe {
  readonly #kept: number;
  #capture: Capture | null = null;

  constructor(model: BuiltModel, graph: Graph, kept: number) {
    this.#kept = kept;
    const nodes = nodesByLayer(graph);
    for (const layer of model.logits.layers) {
      const call = layer.call.bind(layer);
      layer.call = (inputs, kwargs) => {
        const output = call(inputs, kwargs);
        const capture = this.#capture;
        // A layer that several nodes share is called once for each of them, in their order.
        const node = nodes.get(layer.name)?.find((id) => !capture?.forward.has(id));
        if (!capture || node === undefined) return output;
        if (!Array.isArray(output)) return this.#listen(node, output, capture);
        const [first, ...others] = output;
        return first ? [this.#listen(node, first, capture), ...others] : output;
      };
    }
  }

  /** Runs one training step and gives what passed. */
  during<T>(step: () => T): { result: T; capture: Capture } {
    const capture: Capture = { forward: new Map(), gradient: new Map() };
    this.#capture = capture;
    try {
      return { result: step(), capture };
    } finally {
      this.#capture = null;
    }
  }

  #listen(node: string, output: tf.Tensor, capture: Capture): tf.Tensor {
    capture.forward.set(node, takeForward(output, this.#kept));
    const through = tf.customGrad((x) => ({
      value: (x as tf.Tensor).clone(),
      // Called once, with the sum over everything that the output went into.
      gradFunc: (dy) => {
        capture.gradient.set(node, take(dy as tf.Tensor, this.#kept));
        return dy as tf.Tensor;
      },
    }));
    return through(output);
  }
}
