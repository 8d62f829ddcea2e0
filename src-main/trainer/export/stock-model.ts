import type { Graph } from '#shared/graph/types.ts';
import { describeNodes } from '../build/describe-node.ts';
import { GraphTensors } from '../build/graph-tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { assignWeights, readWeights, weightsOf } from '../build/weights.ts';
import { factoryOf } from '../layers/index.ts';
import { tf } from '../runtime/tf.ts';

/**
 * The same model out of layers that plain TF.js has, without those that act in training only; null where a layer is
 * not among them.
 */
export function buildStockModel(graph: Graph, trained: BuiltModel): tf.LayersModel | null {
  const tensors = new GraphTensors(graph);
  const inputs: tf.SymbolicTensor[] = [];
  const outputs: tf.SymbolicTensor[] = [];
  const layers = new Map<string, tf.layers.Layer>();
  for (const description of describeNodes(graph)) {
    const { node, definition, config } = description;
    if (definition.role === 'input') {
      inputs.push(tensors.enter(description));
      continue;
    }
    const [first] = tensors.into(node.id);
    if (definition.trainingOnly && first) {
      tensors.set(node.id, first);
      continue;
    }
    const owner = tensors.ownerOf(node);
    const layer = layers.get(owner) ?? factoryOf(node.type).stock?.(config, owner);
    if (!layer) return null;
    layers.set(owner, layer);
    const result = tensors.apply(description, layer);
    if (definition.role === 'output') outputs.push(result);
  }
  const model = tf.model({ inputs, outputs, name: 'strata' });
  const values = readWeights(trained.weights);
  for (const [id, layer] of layers) {
    // TF.js calls the kernel of a depthwise layer otherwise than Keras 3; the order is the same.
    const own = trained.weights.filter((weight) => weight.path.startsWith(`${id}/`));
    const named = weightsOf(id, layer).map((weight, index) => ({ ...weight, path: own[index]?.path ?? weight.path }));
    const stored = own.map((weight) => [weight.path, values.get(weight.path)] as const);
    assignWeights(named, new Map(stored.flatMap(([path, value]) => (value ? [[path, value] as const] : []))));
  }
  return model;
}
