import type { LayerHealth, LayerHistograms } from '#shared/training/health/observation.ts';
import type { Batch } from '../batches/tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { type NamedWeight, tensorOf } from '../build/weights.ts';
import type { Objective } from '../loop/objective.ts';
import type { Counter } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { type ActivationPart, LayerReading, type WeightPart } from './layer-reading.ts';
import { evenSample, sampleSize } from './sample.ts';

/** Values of one tensor that pictures and shares are made from. */
const SHOWN = 1024;
/** Numbers of one weight that its change is measured by. */
const REMEMBERED = 16_384;

/**
 * Looks at a training step without being a part of it: `inspect` computes the step's gradients a second time, before the
 * step, and changes nothing; `changes` compares afterwards. So the step is bit for bit the one that nobody looks at.
 * Functions of tensors alone, to be run as they are or recorded. Called in a tidy.
 */
export interface HealthPrograms {
  /** Statistics of every layer, one after the other, as `read` takes them. */
  readonly inspect: (batch: Batch, step: Counter) => tf.Tensor;
  /** How far weights have moved since `inspect`. */
  readonly changes: () => tf.Tensor;
  readonly read: (inspected: Float32Array, changed: Float32Array) => HealthReading;
  /** What `changes` compares with, by name. */
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly dispose: () => void;
}

export interface HealthReading {
  readonly layers: LayerHealth[];
  readonly histograms: LayerHistograms[];
}

export function healthPrograms(model: BuiltModel, objective: Objective): HealthPrograms {
  const trainable = model.weights.filter((weight) => weight.trainable);
  const nodes = new Map(model.watchable.map((watched) => [watched.node, watched]));
  const before = new Map(
    trainable.map((weight) => {
      const size = sampleSize(tensorOf(weight).size, REMEMBERED);
      return [weight.path, tf.tidy(() => tf.zeros([size]).variable(false))];
    }),
  );
  let activations: ActivationPart[] = [];
  let weights: WeightPart[] = [];

  /** What came out of each watched node, and the gradients. Tensors are kept past the gradients' own tidy. */
  function passed(batch: Batch): { heard: tf.Tensor1D[]; grads: tf.NamedTensorMap } {
    const heard: tf.Tensor1D[] = [];
    activations = [];
    model.listener.hear = (node, output) => {
      const watched = nodes.get(node);
      if (!watched || output.dtype !== 'float32') return;
      heard.push(tf.keep(tf.tidy(() => describeOutput(output))));
      activations.push({ node, activation: watched.activation, sample: sampleSize(output.size, SHOWN) });
    };
    try {
      const { grads } = tf.variableGrads(() => objective.forward(batch, true).loss, trainable.map(tensorOf));
      return { heard, grads };
    } finally {
      model.listener.hear = null;
    }
  }

  return {
    inspect: (batch, step) => {
      model.position.step = step;
      // A forward pass in training moves averages and states: back to where they were.
      const moved = [...model.weights.map(tensorOf), ...model.states.all().map(([, variable]) => variable)];
      const held = moved.map((variable) => ({ variable, value: variable.clone() }));
      const { heard, grads } = passed(batch);
      for (const { variable, value } of held) if (variable.dataId !== value.dataId) variable.assign(value);
      weights = [];
      const gradients = trainable.flatMap((weight): tf.Tensor1D[] => {
        const gradient = grads[tensorOf(weight).name];
        const { values, part } = describeWeight(weight, gradient);
        weights.push(part);
        return [values];
      });
      for (const weight of trainable) before.get(weight.path)?.assign(remembered(weight));
      const all = tf.concat([...heard, ...gradients]);
      tf.dispose(heard);
      return all;
    },
    changes: () =>
      tf.stack(
        trainable.flatMap((weight) => {
          const was = before.get(weight.path) as tf.Variable;
          const change = remembered(weight).sub(was);
          return [change.square().sum(), was.square().sum()];
        }),
      ),
    read: (inspected, changed) => {
      const reading = new LayerReading(inspected, changed, activations, weights);
      return {
        layers: model.watchable.map((watched) => reading.health(watched)),
        histograms: model.watchable.map((watched) => reading.histograms(watched)),
      };
    },
    variables: new Map([...before].map(([path, variable]) => [`health:${path}`, variable])),
    dispose: () => tf.dispose([...before.values()]),
  };
}

/** Data of its own: a reshaped variable shares the variable's. */
const remembered = (weight: NamedWeight): tf.Tensor1D => evenSample(tensorOf(weight), REMEMBERED).mul(1);

/** The mean, the share of units that are 0 for the whole batch, and a sample. */
function describeOutput(output: tf.Tensor): tf.Tensor1D {
  const others = output.shape.slice(0, -1).map((_, axis) => axis);
  const silent = output.abs().max(others).equal(0).cast('float32').mean();
  return tf.concat([tf.stack([output.mean(), silent]), evenSample(output, SHOWN)]) as tf.Tensor1D;
}

function describeWeight(weight: NamedWeight, gradient: tf.Tensor | undefined) {
  const variable = tensorOf(weight);
  const own = evenSample(variable, SHOWN);
  const pieces = [tf.stack([variable.square().sum(), gradient ? gradient.square().sum() : tf.scalar(0)]), own];
  if (gradient) pieces.push(evenSample(gradient, SHOWN));
  const part = { path: weight.path, size: variable.size, sample: own.size, hasGradient: gradient !== undefined };
  return { values: tf.concat(pieces) as tf.Tensor1D, part };
}
