import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { AppError } from '#shared/util/app-error.ts';
import { factoryOf } from '../layers/index.ts';
import { keyOf, type RandomPosition } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { initialValue } from './initializers.ts';
import { type NamedWeight, weightsOf } from './weights.ts';

export interface ModelOutput {
  readonly name: string;
  readonly activation: string;
  readonly loss: string;
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
  readonly dispose: () => void;
}

interface Known {
  readonly node: GraphNode;
  readonly definition: NonNullable<ReturnType<typeof getLayer>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a graph says about a node, in Keras's words. */
export function describeNode(node: GraphNode): Known {
  const definition = getLayer(node.type);
  if (!definition) throw new AppError('GRAPH_INVALID', `${node.id}: there is no layer type ${node.type}.`);
  const { params } = parseParams(definition, node.params);
  return { node, definition, params, config: definition.keras.toConfig(params) };
}

/** Node ids of a sound graph, sources first; throws with the graph's first error otherwise. */
export function soundOrder(graph: Graph): readonly GraphNode[] {
  const analysis = analyzeGraph(graph);
  const errors = analysis.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const first = errors[0];
    const message = `The graph can't be built: ${first?.node ? `${first.node}: ` : ''}${first?.message}`;
    throw new AppError('GRAPH_INVALID', message, { problems: errors });
  }
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return analysis.order.map((id) => byId.get(id) as GraphNode);
}

/** The ids of the nodes that feed a node, in the order it takes them. */
export const sourcesOf = (graph: Graph, id: string): string[] =>
  graph.edges.filter((edge) => edge.target === id).map((edge) => edge.source);

/** Builds a sound graph; every weight has its seeded initial value. */
export function buildModel(graph: Graph, seed: number): BuiltModel {
  const position: RandomPosition = { step: 0 };
  const tensors = new Map<string, tf.SymbolicTensor>();
  const inputs: [string, tf.SymbolicTensor][] = [];
  const outputs: (ModelOutput & { before: tf.SymbolicTensor; after: tf.SymbolicTensor })[] = [];
  const weights: NamedWeight[] = [];

  for (const node of soundOrder(graph)) {
    const { definition, config, params } = describeNode(node);
    if (definition.role === 'input') {
      const [, ...shape] = config.batch_shape as (number | null)[];
      const symbolic = tf.input({ shape, name: node.id, dtype: 'float32' });
      inputs.push([node.id, symbolic]);
      tensors.set(node.id, symbolic);
      continue;
    }
    const sources = sourcesOf(graph, node.id).map((id) => tensors.get(id) as tf.SymbolicTensor);
    const layer = factoryOf(node.type).create(config, { name: node.id, key: keyOf(seed, node.id), position });
    // Zeros at first: the values come from our own initializers below, which follow Keras and the seed.
    layer.setFastWeightInitDuringBuild(true);
    const [first] = sources;
    const result = layer.apply(sources.length === 1 && first ? first : sources) as tf.SymbolicTensor;
    tensors.set(node.id, result);
    for (const weight of weightsOf(node.id, layer)) {
      const value = initialValue(config, weight.name, weight.variable.shape as number[], keyOf(seed, weight.path));
      weight.variable.write(value);
      value.dispose();
      weights.push(weight);
    }
    if (definition.role === 'output' && first) {
      const { activation = 'linear', loss = 'auto' } = params as { activation?: string; loss?: string };
      outputs.push({ name: node.id, activation, loss, before: first, after: result });
    }
  }
  const enter = inputs.map(([, symbolic]) => symbolic);
  const logits = tf.model({ inputs: enter, outputs: outputs.map(({ before }) => before), name: 'logits' });
  const inference = tf.model({ inputs: enter, outputs: outputs.map(({ after }) => after), name: 'inference' });
  return {
    logits,
    inference,
    inputs: inputs.map(([name]) => name),
    outputs: outputs.map(({ name, activation, loss }) => ({ name, activation, loss })),
    weights,
    position,
    dispose: () => {
      for (const { variable } of weights) variable.dispose();
    },
  };
}
