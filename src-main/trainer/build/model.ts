import { outputPortsOf } from '#shared/graph/ports.ts';
import type { Graph } from '#shared/graph/types.ts';
import { outputParams } from '#shared/layers/roles.ts';
import type { LossChoice } from '#shared/training/losses/index.ts';
import type { MetricConfig } from '#shared/training/metrics/index.ts';
import type { LayerFactory, Mixing } from '../layers/factory.ts';
import { factoryOf } from '../layers/index.ts';
import { RecurrentStates } from '../layers/recurrent-states.ts';
import { heldActivities, specOf } from '../layers/wrapping-layer.ts';
import { keyOf, type RandomPosition } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { describeNodes } from './describe-node.ts';
import { type LayerCall, type Listener, runBy } from './forward-pass.ts';
import { GraphTensors } from './graph-tensors.ts';
import { initialValue } from './initializers.ts';
import { maskRule } from './masks.ts';
import { Penalties } from './penalties.ts';
import { serialised, weightOption } from './weight-options.ts';
import { type NamedWeight, weightsOf } from './weights.ts';

export interface ModelOutput {
  readonly name: string;
  readonly activation: string;
  readonly loss: LossChoice;
  /** Of its loss in the whole. */
  readonly lossWeight: number;
  /** Empty: the usual ones. */
  readonly metrics: readonly MetricConfig[];
}

/** A graph made into something that computes. Training and inference share layers, and so weights. */
export interface BuiltModel {
  /** Gives what enters the outputs' activations: losses of logits are exact where those of probabilities aren't. */
  readonly logits: tf.LayersModel;
  /** Gives what a user gets. */
  readonly inference: tf.LayersModel;
  readonly inputs: readonly string[];
  readonly outputs: readonly ModelOutput[];
  readonly weights: readonly NamedWeight[];
  readonly position: RandomPosition;
  /** What stateful layers keep between the batches of a training. */
  readonly states: RecurrentStates;
  /** What regularizers add to the loss. */
  readonly penalties: Penalties;
  /** What layers that mix samples do at the present position, for a batch of so many, in their order. */
  readonly mixings: readonly ((count: number) => Mixing)[];
  /** What is worth watching while it trains, sources first: layers with weights, and activations. */
  readonly watchable: readonly Watchable[];
  /** Hears what each node of `logits` gives. */
  readonly listener: Listener;
  /** Layers whose statistics are measured before the first step, sources first. */
  readonly measured: readonly Measured[];
  readonly dispose: () => void;
}

export interface Watchable {
  readonly node: string;
  /** Its activation's name; null where it has none. */
  readonly activation: string | null;
  /** Its trained weights; none of a node that uses another one's. */
  readonly weights: readonly NamedWeight[];
}

/** A layer that gets mean and variance of the training data. */
export interface Measured {
  /** Gives what enters the layer. */
  readonly entering: tf.LayersModel;
  /** Axes that are measured together. */
  readonly over: number[];
  readonly mean: NamedWeight;
  readonly variance: NamedWeight;
}

/** Builds a sound graph; every weight has its seeded initial value. */
export function buildModel(graph: Graph, seed: number): BuiltModel {
  const position: RandomPosition = { step: 0 };
  const states = new RecurrentStates();
  const tensors = new GraphTensors(graph);
  const inputs: [string, tf.SymbolicTensor][] = [];
  const outputs: (ModelOutput & { before: tf.SymbolicTensor; after: tf.SymbolicTensor; from: string[] })[] = [];
  const layers = new Map<string, tf.layers.Layer>();
  const weights: NamedWeight[] = [];
  const penalties = new Penalties();
  const calls: LayerCall[] = [];
  const mixings: ((count: number) => Mixing)[] = [];
  const watchable: Watchable[] = [];
  const listener: Listener = { hear: null };
  const measuredNodes: (Omit<Measured, 'entering'> & { before: tf.SymbolicTensor; from: string[] })[] = [];

  for (const description of describeNodes(graph)) {
    const { node, definition, config, params } = description;
    if (definition.role === 'input') {
      inputs.push([node.id, tensors.enter(description)]);
      continue;
    }
    const owner = tensors.ownerOf(node);
    const known = layers.get(owner);
    const frozen = node.frozen === true;
    const context = { name: owner, key: keyOf(seed, owner), position, frozen, states };
    const factory = factoryOf(node.type);
    const layer = known ?? factory.create(config, context);
    // Zeros at first: the values come from our own initializers below, which follow Keras and the seed.
    if (!known) layer.setFastWeightInitDuringBuild(true);
    const result = tensors.apply(description, layer);
    calls.push({
      node: node.id,
      layer,
      from: tensors.placesInto(node.id),
      to: outputPortsOf(definition, params).map((port) => `${node.id}:${port}`),
      masks: maskRule(description, factory),
    });
    if (!known) {
      layers.set(owner, layer);
      weights.push(...initialized(weightsOf(owner, layer, frozen), config, { seed, layer, factory }));
      regularize(weightsOf(owner, layer, frozen), config, penalties);
      const activity = serialised(config.activity_regularizer ?? factory.activityRegularizer?.(config));
      if (activity) penalties.addActivity(layer, activity);
      for (const [part, option] of heldActivities(layer, config)) {
        const chosen = serialised(option);
        if (chosen) penalties.addActivity(part, chosen);
      }
    }
    const activation = typeof config.activation === 'string' ? config.activation : null;
    const trained = weightsOf(owner, layer, frozen).filter((weight) => weight.trainable);
    const isActive = activation !== null || definition.isActivation === true;
    if (definition.role !== 'output' && (trained.length > 0 || isActive)) {
      watchable.push({ node: node.id, activation, weights: known ? [] : trained });
    }
    const [before] = tensors.into(node.id);
    const over = before && !known && !frozen ? factory.measures?.(config, before.shape.length) : null;
    if (before && over) {
      const named = new Map(weightsOf(owner, layer, frozen).map((weight) => [weight.name, weight]));
      const [mean, variance] = [named.get('mean'), named.get('variance')];
      const from = tensors.placesInto(node.id).slice(0, 1);
      if (mean && variance) measuredNodes.push({ over, mean, variance, before, from });
    }
    if (factory.mixing && before) mixings.push(factory.mixing(config, context, before.shape));
    if (definition.role === 'output' && before) {
      const { activation, loss, loss_weight: lossWeight, metrics } = outputParams(node);
      const from = tensors.placesInto(node.id);
      outputs.push({ name: node.id, activation, loss, lossWeight, metrics, before, after: result, from });
    }
  }
  // A model is asked and answers in the order of its graph's nodes, whichever of them computes first.
  const place = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  inputs.sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  outputs.sort((a, b) => (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0));
  const enter = inputs.map(([, symbolic]) => symbolic);
  const logits = tf.model({ inputs: enter, outputs: outputs.map(({ before }) => before), name: 'logits' });
  const inference = tf.model({ inputs: enter, outputs: outputs.map(({ after }) => after), name: 'inference' });
  const entries = inputs.map(([name]) => `${name}:out`);
  runBy(
    logits,
    calls,
    entries,
    outputs.flatMap(({ from }) => from.slice(0, 1)),
    listener,
  );
  runBy(
    inference,
    calls,
    entries,
    outputs.map(({ name }) => `${name}:out`),
  );
  const measured = measuredNodes.map(({ before, from, ...statistics }) => {
    const entering = tf.model({ inputs: enter, outputs: before, name: 'entering' });
    runBy(entering, calls, entries, from);
    return { ...statistics, entering };
  });
  return {
    logits,
    inference,
    inputs: inputs.map(([name]) => name),
    outputs: outputs.map(({ before: _before, after: _after, from: _from, ...output }) => output),
    weights,
    position,
    states,
    penalties,
    mixings,
    watchable,
    listener,
    measured,
    dispose: () => {
      for (const { variable } of weights) variable.dispose();
      states.dispose();
    },
  };
}

function initialized(
  weights: readonly NamedWeight[],
  config: Readonly<Record<string, unknown>>,
  { seed, layer, factory }: { seed: number; layer: tf.layers.Layer; factory: LayerFactory },
): readonly NamedWeight[] {
  for (const { name, path, variable } of weights) {
    const shape = variable.shape as number[];
    const draw = (of: string, sizes?: number[]): tf.Tensor => {
      const spec = specOf(layer, of);
      const own = { ...spec, name: of, shape: sizes ?? (of === name ? shape : (spec?.shape ?? shape)) };
      return initialValue(config, own, keyOf(seed, `${path.slice(0, -name.length)}${of}`));
    };
    tf.tidy(() => {
      variable.write(factory.initialWeight?.(config, { name, shape }, draw) ?? draw(name));
    });
  }
  return weights.map((weight) => ({ ...weight, constraint: weightOption(config, weight.name, 'constraint') }));
}

function regularize(
  weights: readonly NamedWeight[],
  config: Readonly<Record<string, unknown>>,
  penalties: Penalties,
): void {
  for (const weight of weights) {
    const regularizer = weightOption(config, weight.name, 'regularizer');
    // Keras leaves out what is not trained.
    if (regularizer && weight.trainable) penalties.addWeight(weight, regularizer);
  }
}
