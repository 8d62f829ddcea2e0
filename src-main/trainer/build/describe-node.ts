import { analyzeGraph } from '#shared/graph/analyze.ts';
import { asShared } from '#shared/graph/sharing.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { wiringOf } from '#shared/graph/wiring.ts';
import type { LayerDefinition } from '#shared/layers/definition.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { AppError } from '#shared/util/app-error.ts';

/** What a graph says about a node, in Keras's words. */
export interface NodeDescription {
  readonly node: GraphNode;
  readonly definition: LayerDefinition;
  readonly config: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The nodes of a sound graph, sources first, each with the parameters that it works by; throws with the graph's first
 * error otherwise.
 */
export function describeNodes(graph: Graph): readonly NodeDescription[] {
  const analysis = analyzeGraph(graph);
  const errors = analysis.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const first = errors[0];
    const message = `The graph can't be built: ${first?.node ? `${first.node}: ` : ''}${first?.message}`;
    throw new AppError('GRAPH_INVALID', message, { problems: errors });
  }
  const wiring = wiringOf(graph);
  return analysis.order.flatMap((id) => {
    const node = wiring.nodes.get(id);
    return node ? [describeNode(asShared(wiring, node))] : [];
  });
}

/** Keras's config, and what Keras takes only where the layer is called. */
export function trainerConfig(
  { keras }: LayerDefinition,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const atCall = (keras.callArguments ?? []).map((key) => [key, params[key]]);
  return { ...keras.toConfig(params), ...Object.fromEntries(atCall) };
}

function describeNode(node: GraphNode): NodeDescription {
  const definition = getLayer(node.type);
  if (!definition) throw new AppError('GRAPH_INVALID', `${node.id}: there is no layer type ${node.type}.`);
  const { params } = parseParams(definition, node.params);
  return { node, definition, params, config: trainerConfig(definition, params) };
}
