import type { GraphAnalysis } from '../graph/analysis-result.ts';
import { analyzeGraph } from '../graph/analyze.ts';
import { type ModelLayer, toKerasConfigs } from '../graph/keras-config.ts';
import { outputPortsOf } from '../graph/ports.ts';
import type { Graph } from '../graph/types.ts';
import { AppError } from '../util/app-error.ts';
import { kerasLayerOrder } from './layer-order.ts';
import type { KerasCall, KerasHistory, KerasLayer } from './model-config.ts';
import type { WeightGroup } from './model-reader.ts';
import { isOperationModule } from './operations.ts';
import { isImpliedOutput } from './outputs.ts';
import { weightGroups } from './weight-groups.ts';

export interface WrittenModel {
  /** The content of `config.json`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly WeightGroup[];
}

/**
 * Writes a sound graph as the `config.json` of a Keras 3 functional model, which `keras.models.load_model` opens. The
 * inverse of `readKerasModel`, except that groups are drawn flat: Keras knows them as models of their own only.
 */
export function writeKerasModel(graph: Graph, name: string): WrittenModel {
  const analysis = analyzeGraph(graph);
  const error = analysis.problems.find(({ severity }) => severity === 'error');
  if (error) {
    const place = error.node ? `${error.node}: ` : '';
    throw new AppError('GRAPH_INVALID', `The graph can't be written as a Keras model: ${place}${error.message}`);
  }
  const all = toKerasConfigs(graph, analysis.order);
  const byId = new Map(all.map((layer) => [layer.id, layer]));
  // Outputs that Keras's model doesn't have as a layer: what feeds them is the model's output.
  const implied = new Set(all.flatMap(({ id }) => (isImpliedOutput(graph, id) ? [id] : [])));
  const calls = callNumbers(graph, all);
  const historyOf = (id: string, port: string): KerasHistory => {
    const source = byId.get(id);
    if (!source) throw new Error(`${id} is used and not written`);
    return [source.owner, calls.get(id) ?? 0, outputPortsOf(source.definition, source.params).indexOf(port)];
  };
  const written = new Map<string, KerasLayer & { inbound_nodes: KerasCall[] }>();
  for (const layer of all) {
    if (implied.has(layer.id)) continue;
    const entry = written.get(layer.owner) ?? { ...asKerasLayer(layer), inbound_nodes: [] };
    const tensors = layer.inbound.map(({ id, port }) => kerasTensor(historyOf(id, port), analysis, id, port));
    if (tensors.length > 0) entry.inbound_nodes[calls.get(layer.id) ?? 0] = callOf(layer, tensors);
    written.set(layer.owner, entry);
  }
  const withRole = (role: string) =>
    graph.nodes.flatMap(({ id }) => {
      const layer = byId.get(id);
      return layer?.definition.role === role ? [layer] : [];
    });
  const ends = withRole('output').map(({ id, inbound }) => {
    const [from] = inbound;
    return from && implied.has(id) ? from : { id, port: 'out' };
  });
  const inputs = withRole('input').map(({ id }) => historyOf(id, 'out'));
  const list = kerasLayerOrder(
    byId,
    ends.map(({ id }) => id),
  ).flatMap((name) => written.get(name) ?? []);
  const groups = weightGroups(list);
  return {
    config: {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name,
        trainable: true,
        layers: list,
        input_layers: inputs,
        output_layers: ends.map(({ id, port }) => historyOf(id, port)),
      },
      registered_name: 'Functional',
    },
    weights: list.flatMap((layer, index) =>
      groups[index]
        ? [{ node: nameOf(layer), group: `layers/${groups[index]}`, layer: nameOf(layer), within: [] }]
        : [],
    ),
  };
}

/** Which call of its layer each node is: the one with the weights first, the others as they stand in the graph. */
function callNumbers(graph: Graph, layers: readonly ModelLayer[]): ReadonlyMap<string, number> {
  const owners = new Map(layers.map(({ id, owner }) => [id, owner]));
  const counts = new Map<string, number>();
  const numbers = new Map<string, number>();
  for (const { id } of graph.nodes) {
    const owner = owners.get(id);
    if (owner === undefined) continue;
    const next = counts.get(owner) ?? (owners.has(owner) ? 1 : 0);
    numbers.set(id, id === owner ? 0 : next);
    counts.set(owner, id === owner ? next : next + 1);
  }
  return numbers;
}

const OF_LAYERS = ['trainable', 'dtype'];

const nameOf = (layer: KerasLayer): string => String(layer.config.name);

function asKerasLayer({ definition, config, className, owner }: ModelLayer): KerasLayer {
  const module = definition.keras.module ?? 'keras.layers';
  // An operation is made by its own settings alone, and refuses what every layer is told.
  const unsaid = [...(definition.keras.callArguments ?? []), ...(isOperationModule(module) ? OF_LAYERS : [])];
  return {
    module,
    class_name: className,
    config: Object.fromEntries(Object.entries(config).filter(([key]) => !unsaid.includes(key))),
    registered_name: definition.keras.registeredName ?? (definition.keras.module ? className : null),
    name: owner,
  };
}

function kerasTensor(history: KerasHistory, analysis: GraphAnalysis, id: string, port: string) {
  const dims = analysis.nodes.get(id)?.outputs[port]?.dims.map(({ size }) => size) ?? [];
  return {
    class_name: '__keras_tensor__',
    config: { shape: [null, ...dims], dtype: 'float32', keras_history: history },
  };
}

/** As the layer says; else, layers that join tensors take them as one list, all others one by one, in the order of their inputs. */
function callOf({ definition, params }: ModelLayer, tensors: readonly unknown[]): KerasCall {
  const named = (definition.keras.callArguments ?? []).map((key) => [key, params[key]] as const);
  const usual = definition.arity === 'many' ? [tensors] : [...tensors];
  const said = definition.keras.call?.(tensors, { ...params });
  return { args: [...(said?.args ?? usual)], kwargs: { ...(said?.kwargs ?? Object.fromEntries(named)) } };
}
