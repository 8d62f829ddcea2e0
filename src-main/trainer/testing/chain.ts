import type { Graph } from '#shared/graph/types.ts';

type Step = readonly [type: string, params?: Graph['nodes'][number]['params']];

/** A graph of layers one after the other, named `<type>_<position>`. */
export function chain(...steps: readonly Step[]): Graph {
  const nodes = steps.map(([type, params = {}], index) => ({
    id: `${type}_${index}`,
    type,
    params,
    position: { x: 0, y: index * 100 },
  }));
  const edges = nodes.slice(1).map((node, index) => ({
    id: `edge_${index}`,
    source: nodes[index]?.id ?? '',
    sourcePort: 'out',
    target: node.id,
    targetPort: 'in',
  }));
  return { nodes, edges };
}
