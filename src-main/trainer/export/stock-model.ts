import type { Graph } from '#shared/graph/types.ts';
import { type BuiltModel, describeNode, soundOrder, sourcesOf } from '../build/model.ts';
import { assignWeights, readWeights, weightsOf } from '../build/weights.ts';
import { factoryOf } from '../layers/index.ts';
import { tf } from '../runtime/tf.ts';

/**
 * The same model out of layers that plain TF.js has, without those that act in training only; null where a layer is
 * not among them.
 */
export function buildStockModel(graph: Graph, trained: BuiltModel): tf.LayersModel | null {
  const tensors = new Map<string, tf.SymbolicTensor>();
  const inputs: tf.SymbolicTensor[] = [];
  const outputs: tf.SymbolicTensor[] = [];
  const layers: { id: string; layer: tf.layers.Layer }[] = [];
  for (const node of soundOrder(graph)) {
    const { definition, config } = describeNode(node);
    if (definition.role === 'input') {
      const [, ...shape] = config.batch_shape as (number | null)[];
      const symbolic = tf.input({ shape, name: node.id, dtype: 'float32' });
      inputs.push(symbolic);
      tensors.set(node.id, symbolic);
      continue;
    }
    const sources = sourcesOf(graph, node.id).map((id) => tensors.get(id) as tf.SymbolicTensor);
    const [first] = sources;
    if (definition.trainingOnly && first) {
      tensors.set(node.id, first);
      continue;
    }
    const layer = factoryOf(node.type).stock?.(config, node.id);
    if (!layer) return null;
    const result = layer.apply(sources.length === 1 && first ? first : sources) as tf.SymbolicTensor;
    tensors.set(node.id, result);
    layers.push({ id: node.id, layer });
    if (definition.role === 'output') outputs.push(result);
  }
  const model = tf.model({ inputs, outputs, name: 'strata' });
  const values = readWeights(trained.weights);
  for (const { id, layer } of layers) {
    // TF.js calls the kernel of a depthwise layer otherwise than Keras 3; the order is the same.
    const own = trained.weights.filter((weight) => weight.path.startsWith(`${id}/`));
    const named = weightsOf(id, layer).map((weight, index) => ({ ...weight, path: own[index]?.path ?? weight.path }));
    const stored = own.map((weight) => [weight.path, values.get(weight.path)] as const);
    assignWeights(named, new Map(stored.flatMap(([path, value]) => (value ? [[path, value] as const] : []))));
  }
  return model;
}
