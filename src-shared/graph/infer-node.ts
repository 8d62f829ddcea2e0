import type { LayerDefinition, LayerProblem, WeightSpec } from '../layers/definition.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { sameTensor } from '../shapes/tensors.ts';
import type { NodeAnalysis } from './analysis-result.ts';
import type { GraphNode } from './types.ts';

/** What is known of one node from its type, parameters and inputs alone. */
export interface InferredNode extends NodeAnalysis {
  /** Null for a type that this version does not know. */
  readonly definition: LayerDefinition | null;
  /** Complete; null for an unknown type. */
  readonly params: Readonly<Record<string, unknown>> | null;
  /** Found by the layer: parameters, and shapes where all inputs are there. */
  readonly findings: readonly LayerProblem[];
}

export type InferNode = (node: GraphNode, inputs: readonly (SymbolicTensor | null)[]) => InferredNode;

/** How many edges a layer needs before its shape can be worked out. */
export function arityFits(definition: LayerDefinition, inputs: number): boolean {
  if (definition.arity === 'none') return inputs === 0;
  if (definition.arity === 'one') return inputs === 1;
  if (definition.arity === 'many') return inputs >= 2;
  const ports = definition.ports ?? [];
  return inputs <= ports.length && inputs >= ports.filter((port) => !port.optional).length;
}

export const inferNode: InferNode = (node, inputs) => {
  const definition = getLayer(node.type) ?? null;
  const nothing = { inputs, output: null, outputs: {}, weights: null, parameters: null, flops: null };
  if (!definition) return { ...nothing, definition, params: null, findings: [] };
  const { params, problems } = parseParams(definition, node.params);
  const known = inputs.filter((input) => input !== null);
  if (known.length !== inputs.length || !arityFits(definition, inputs.length)) {
    return { ...nothing, definition, params, findings: problems };
  }
  const inference = definition.inferShape(known, params);
  const { output } = inference;
  const findings = [...problems, ...inference.problems];
  if (!output) return { ...nothing, definition, params, findings };
  const weights = node.shares === undefined ? ownWeights(node, definition.weights(known, params)) : [];
  return {
    definition,
    params,
    findings,
    inputs,
    output,
    outputs: { ...inference.more, out: output },
    weights,
    parameters: countWeights(weights),
    flops: definition.flops(known, params, output),
  };
};

const ownWeights = (node: GraphNode, weights: readonly WeightSpec[]): readonly WeightSpec[] =>
  node.frozen ? weights.map((weight) => ({ ...weight, trainable: false })) : weights;

export const countWeights = (weights: readonly WeightSpec[]): number =>
  weights.reduce((sum, weight) => sum + weight.shape.reduce((count, size) => count * size, 1), 0);

/**
 * Remembers the last result of each node. An edit makes new parameters for the nodes it touches and keeps all others, so
 * only those and what changes below them are worked out again; an output that comes out the same keeps its identity.
 */
export function createInferNode(): InferNode {
  const remembered = new Map<string, { node: GraphNode; result: InferredNode }>();
  return (node, inputs) => {
    const last = remembered.get(node.id);
    const same =
      last?.node.type === node.type &&
      last.node.params === node.params &&
      last.node.shares === node.shares &&
      last.node.frozen === node.frozen &&
      last.result.inputs.length === inputs.length &&
      inputs.every((input, index) => input === last.result.inputs[index]);
    if (last && same) return last.result;
    const fresh = inferNode(node, inputs);
    const result = last ? withKnownTensors(fresh, last.result) : fresh;
    remembered.set(node.id, { node, result });
    return result;
  };
}

/** Tensors that came out as before are the same objects, so that what hangs on them is not worked out again. */
function withKnownTensors(fresh: InferredNode, before: InferredNode): InferredNode {
  const entries = Object.entries(fresh.outputs).map(([port, tensor]) => {
    const known = before.outputs[port];
    return [port, known && sameTensor(known, tensor) ? known : tensor] as const;
  });
  const outputs = Object.fromEntries(entries);
  return { ...fresh, output: outputs.out ?? null, outputs };
}
