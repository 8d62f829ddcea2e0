import { z } from 'zod';
import { nextEdgeId, nextId } from './names.ts';
import { type Graph, type GraphEdit, graphSchema } from './types.ts';

/** Layers on the clipboard, with the connections among them. The text form travels between windows and projects. */
const clipText = z.object({ format: z.literal('strata-layers'), graph: graphSchema });
export type Clip = Graph;

/** Takes a copy of some layers and of the connections among them. */
export function copyNodes(graph: Graph, ids: Iterable<string>): Clip {
  const chosen = new Set(ids);
  return {
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
  };
}

export const clipToText = (clip: Clip): string => JSON.stringify({ format: 'strata-layers', graph: clip });

/** Null for a text that is no copy of layers: clipboards hold anything. */
export function clipFromText(text: string): Clip | null {
  try {
    const parsed = clipText.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.graph : null;
  } catch {
    return null;
  }
}

/** Pastes a clip under fresh names, moved by `offset`. */
export function pasteEdit(
  graph: Graph,
  clip: Clip,
  offset: { readonly x: number; readonly y: number } = { x: 40, y: 40 },
): { edit: GraphEdit; ids: string[] } {
  const renamed = new Map<string, string>();
  const edits: GraphEdit[] = [];
  for (const node of clip.nodes) {
    const id = nextId(graph, node.type, renamed.values());
    renamed.set(node.id, id);
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
    edits.push({ kind: 'add-node', node: { ...node, id, params: { ...node.params }, position } });
  }
  const taken: string[] = [];
  for (const edge of clip.edges) {
    const source = renamed.get(edge.source);
    const target = renamed.get(edge.target);
    if (source === undefined || target === undefined) continue;
    const id = nextEdgeId(graph, source, target, taken);
    taken.push(id);
    edits.push({ kind: 'add-edge', edge: { ...edge, id, source, target } });
  }
  return { edit: { kind: 'batch', edits }, ids: [...renamed.values()] };
}
