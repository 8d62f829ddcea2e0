import { z } from 'zod';
import { nextEdgeId, nextId } from './names.ts';
import { type Graph, type GraphEdit, type GraphGroup, graphSchema } from './types.ts';

/** Layers on the clipboard, with the connections among them. The text form travels between windows and projects. */
const clipText = z.object({ format: z.literal('strata-layers'), graph: graphSchema });
export type Clip = Graph;

/** Takes a copy of some layers and of the connections among them. */
export function copyNodes(graph: Graph, ids: Iterable<string>): Clip {
  const chosen = new Set(ids);
  return {
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
    groups: wholeGroups(graph, chosen),
  };
}

/** Groups that are copied with all their layers; a part of a group is copied into the group where it came from. */
function wholeGroups(graph: Graph, chosen: ReadonlySet<string>): GraphGroup[] {
  const groups = graph.groups ?? [];
  const isWhole = (id: string): boolean => {
    const nodes = graph.nodes.filter((node) => node.group === id);
    const inner = groups.filter((group) => group.parent === id);
    const some = nodes.length + inner.length > 0;
    return some && nodes.every((node) => chosen.has(node.id)) && inner.every((group) => isWhole(group.id));
  };
  return groups.filter((group) => isWhole(group.id));
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
  const groupOf = pasteGroups(graph, clip.groups ?? [], edits);
  for (const node of clip.nodes) renamed.set(node.id, nextId(graph, node.type, renamed.values()));
  const known = new Set(graph.nodes.map((node) => node.id));
  for (const { shares, group, ...node } of clip.nodes) {
    const id = renamed.get(node.id) ?? node.id;
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
    // A layer whose owner isn't copied along goes on using the owner's weights, where that is in this graph.
    const owner = shares === undefined ? undefined : (renamed.get(shares) ?? (known.has(shares) ? shares : undefined));
    const inside = group === undefined ? undefined : groupOf(group);
    const options = {
      ...(owner === undefined ? {} : { shares: owner }),
      ...(inside === undefined ? {} : { group: inside }),
    };
    edits.push({ kind: 'add-node', node: { ...node, ...options, id, params: { ...node.params }, position } });
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

/** Adds the clip's groups under fresh names, outer ones first; answers where a copied layer's group is now. */
function pasteGroups(
  graph: Graph,
  copied: readonly GraphGroup[],
  edits: GraphEdit[],
): (group: string) => string | undefined {
  const taken = (graph.groups ?? []).map(({ id }) => ({ id }));
  const here = new Set(taken.map(({ id }) => id));
  const renamed = new Map<string, string>();
  for (const { id } of copied) renamed.set(id, nextId({ nodes: taken }, 'group', renamed.values()));
  const placeOf = (group: string) => renamed.get(group) ?? (here.has(group) ? group : undefined);
  const open = [...copied];
  while (open.length > 0) {
    const at = open.findIndex(({ parent }) => !open.some((other) => other.id === parent));
    // A file can hold groups that lie in each other; one of them is then the outer one.
    const [group] = open.splice(Math.max(0, at), 1);
    if (!group) break;
    const { parent, ...rest } = group;
    const outer = parent === undefined || at === -1 ? undefined : placeOf(parent);
    const id = renamed.get(group.id) ?? group.id;
    edits.push({ kind: 'add-group', group: { ...rest, id, ...(outer === undefined ? {} : { parent: outer }) } });
  }
  return placeOf;
}
