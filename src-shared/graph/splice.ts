import { nextEdgeId, nextId } from './names.ts';
import { heightOfNode, NODE_GAP } from './node-size.ts';
import { entryPort } from './ports.ts';
import { below, extentIn, makeRoom } from './room.ts';
import type { Graph, GraphEdit, GraphNode } from './types.ts';

/** Pixels from one layer to the next below it where their heights don't count yet. */
export const ROW = 62;

export interface NewNode {
  readonly type: string;
  readonly params?: GraphNode['params'];
  /** A free name is chosen where none is given. */
  readonly id?: string;
  /** Between the two layers where none is given. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** Puts a new node on an edge; what lies below makes room. Null where the edge does not exist. */
export function spliceEdit(graph: Graph, edgeId: string, add: NewNode): { edit: GraphEdit; id: string } | null {
  const index = graph.edges.findIndex((edge) => edge.id === edgeId);
  const edge = graph.edges[index];
  const source = graph.nodes.find((node) => node.id === edge?.source);
  const target = graph.nodes.find((node) => node.id === edge?.target);
  if (!edge || !source || !target) return null;

  const id = add.id ?? nextId(graph, add.type);
  const position = add.position ?? { x: target.position.x, y: below(graph, source) };
  // Between two layers of a group, it is one more of them.
  const group = source.group !== undefined && source.group === target.group ? { group: source.group } : {};
  const before = nextEdgeId(graph, edge.source, id);
  const edits: GraphEdit[] = [];
  const params = add.params ?? {};
  if (!add.position) {
    const { top } = extentIn(graph)(target);
    const needed = position.y + heightOfNode({ type: add.type, params }) + NODE_GAP;
    edits.push(...makeRoom(graph, needed - top, top));
  }
  edits.push(
    { kind: 'remove-edge', id: edgeId },
    { kind: 'add-node', node: { id, type: add.type, params, position, ...group } },
    {
      kind: 'add-edge',
      edge: {
        id: before,
        source: edge.source,
        sourcePort: edge.sourcePort,
        target: id,
        targetPort: entryPort(add.type, edge.sourcePort),
      },
      index,
    },
    // At the place of the old edge among the target's inputs, so that their order stays.
    {
      kind: 'add-edge',
      edge: {
        id: nextEdgeId(graph, id, edge.target, [before]),
        source: id,
        sourcePort: 'out',
        target: edge.target,
        targetPort: edge.targetPort,
      },
      index: index + 1,
    },
  );
  return { edit: { kind: 'batch', edits }, id };
}
