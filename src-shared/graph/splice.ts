import { nextEdgeId, nextId } from './names.ts';
import { entryPort } from './ports.ts';
import type { Graph, GraphEdit, GraphNode } from './types.ts';

/** Pixels from one layer to the next below it, as templates lay them out. */
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
  const position = add.position ?? { x: target.position.x, y: source.position.y + ROW };
  // Between two layers of a group, it is one more of them.
  const group = source.group !== undefined && source.group === target.group ? { group: source.group } : {};
  const before = nextEdgeId(graph, edge.source, id);
  const edits: GraphEdit[] = [];
  if (!add.position) edits.push(...makeRoom(graph, position.y + ROW - target.position.y, target.position.y));
  edits.push(
    { kind: 'remove-edge', id: edgeId },
    { kind: 'add-node', node: { id, type: add.type, params: add.params ?? {}, position, ...group } },
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

/** Moves everything from a height on down by `shift`; nothing where there is room already. */
export function makeRoom(graph: Graph, shift: number, from: number): GraphEdit[] {
  if (shift <= 0) return [];
  const below = graph.nodes.filter((node) => node.position.y >= from);
  const positions = below.map((node) => [node.id, { x: node.position.x, y: node.position.y + shift }] as const);
  return [{ kind: 'move', positions: Object.fromEntries(positions) }];
}
