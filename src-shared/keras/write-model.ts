import { analyzeGraph } from '../graph/analyze.ts';
import { toKerasConfigs } from '../graph/keras-config.ts';
import type { Graph } from '../graph/types.ts';
import { wiringOf } from '../graph/wiring.ts';
import { AppError } from '../util/app-error.ts';
import type { WeightGroup } from './model-reader.ts';
import { functionalSettings } from './model-shapes.ts';
import { writeBody } from './model-writer.ts';
import { nestingOf } from './nesting.ts';
import { isImpliedOutput } from './outputs.ts';

export interface WrittenModel {
  /** The content of `config.json`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly WeightGroup[];
  /** Every layer and model by the path of its group in the weights file, those without weights too. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Writes a sound graph as the `config.json` of a Keras 3 functional model, which `keras.models.load_model` opens. The
 * inverse of `readKerasModel`: groups become models in the model where they can be some.
 */
export function writeKerasModel(graph: Graph, name: string): WrittenModel {
  const analysis = analyzeGraph(graph);
  const error = analysis.problems.find(({ severity }) => severity === 'error');
  if (error) {
    const place = error.node ? `${error.node}: ` : '';
    throw new AppError('GRAPH_INVALID', `The graph can't be written as a Keras model: ${place}${error.message}`);
  }
  const wiring = wiringOf(graph);
  const nesting = nestingOf(graph, wiring, analysis);
  const all = toKerasConfigs(graph, analysis.order, nesting.needed);
  const layers = new Map(all.map((layer) => [layer.id, layer]));
  // Outputs that Keras's model doesn't have as a layer: what feeds them is the model's output.
  const implied = new Map(
    all.flatMap(({ id, inbound: [from] }) => (from && isImpliedOutput(graph, id) ? [[id, from] as const] : [])),
  );
  const ends = graph.nodes.flatMap(({ id }) =>
    layers.get(id)?.definition.role === 'output' ? [implied.get(id) ?? { id, port: 'out' }] : [],
  );
  const body = writeBody(
    { graph, analysis, wiring, nesting, layers },
    {
      name,
      depth: 0,
      nodes: all.flatMap(({ id }) => (implied.has(id) ? [] : [id])),
      inputs: [],
      inputOf: new Map(),
      ends,
    },
  );
  return {
    config: {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: functionalSettings(name, body, true),
      registered_name: 'Functional',
    },
    weights: body.weights,
    names: body.names,
  };
}
