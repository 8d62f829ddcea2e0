import type { Graph } from '../graph/types.ts';
import { getLayer } from '../layers/index.ts';
import { outputParams } from '../layers/roles.ts';
import { metricKeys } from './metrics/resolve.ts';

/**
 * What a training of a graph tells of each epoch, by the names of curves, the loss first; of the training data alone.
 * The graph is a bound one: its outputs say what they are judged by.
 */
export function toldMetrics(graph: Graph): string[] {
  const outputs = graph.nodes.filter(({ type }) => getLayer(type)?.role === 'output');
  const isSingle = outputs.length === 1;
  const prefixed = (id: string, name: string): string => (isSingle ? name : `${id}_${name}`);
  return [
    'loss',
    ...(isSingle ? [] : outputs.map(({ id }) => `${id}_loss`)),
    ...outputs.flatMap((node) => metricKeys(outputParams(node).metrics).map((key) => prefixed(node.id, key))),
  ];
}
