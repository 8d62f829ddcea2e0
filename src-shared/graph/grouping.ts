import { nextId } from './names.ts';
import { GROUP_HEAD, GROUP_PAD } from './node-size.ts';
import type { Graph, GraphEdit, GraphGroup, GraphNode } from './types.ts';

/** Groups from the outermost to the one that a layer or group lies in. A file's circle of groups ends where it closes. */
export function groupPath(graph: Graph, innermost: string | undefined): GraphGroup[] {
  const groups = new Map(graph.groups?.map((group) => [group.id, group]));
  const path: GraphGroup[] = [];
  for (let group = groups.get(innermost ?? ''); group && !path.includes(group); ) {
    path.unshift(group);
    group = groups.get(group.parent ?? '');
  }
  return path;
}

/** Layers in a group, however deep. */
export const membersOf = (graph: Graph, group: string): GraphNode[] =>
  graph.nodes.filter((node) => node.group !== undefined && groupPath(graph, node.group).some(({ id }) => id === group));

/** The group and all groups in it. */
export const groupsWithin = (graph: Graph, group: string): GraphGroup[] =>
  (graph.groups ?? []).filter((each) => groupPath(graph, each.id).some(({ id }) => id === group));

interface Chosen {
  readonly nodes: readonly string[];
  readonly groups: readonly string[];
}

/** Puts layers and groups together into a new group, which lies where all of them lie; null for nothing to put together. */
export function groupEdit(graph: Graph, chosen: Chosen, title?: string): { edit: GraphEdit; id: string } | null {
  const taken = new Set(chosen.groups.flatMap((id) => groupsWithin(graph, id).map((group) => group.id)));
  const nodes = graph.nodes.filter(({ id, group }) => chosen.nodes.includes(id) && !taken.has(group ?? ''));
  // Of groups that lie in each other, the outer one takes the inner along.
  const groups = (graph.groups ?? []).filter(
    ({ id, parent }) => chosen.groups.includes(id) && !taken.has(parent ?? ''),
  );
  if (nodes.length + groups.length === 0) return null;
  const places = new Set([...nodes.map(({ group }) => group), ...groups.map(({ parent }) => parent)]);
  const [place] = places;
  const parent = places.size === 1 && place !== undefined ? { parent: place } : {};
  const id = nextId({ nodes: [...graph.nodes, ...(graph.groups ?? [])] }, 'group');
  const edits: GraphEdit[] = [
    { kind: 'add-group', group: { id, title: title ?? `Group ${id.split('_').at(-1)}`, collapsed: false, ...parent } },
    ...nodes.map((node): GraphEdit => ({ kind: 'set-options', id: node.id, options: { group: id } })),
    ...groups.map((group): GraphEdit => ({ kind: 'set-group', id: group.id, options: { parent: id } })),
  ];
  const inside = [...nodes, ...groups.flatMap((group) => membersOf(graph, group.id))];
  return { edit: { kind: 'batch', edits: [...edits, ...roomForFrame(graph, inside)] }, id };
}

/** The frame's head needs a row of its own above the layers, and its foot a little below. */
function roomForFrame(graph: Graph, inside: readonly GraphNode[]): GraphEdit[] {
  const heights = inside.map(({ position }) => position.y);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const members = new Set(inside);
  const moved = graph.nodes.flatMap((node) => {
    const { x, y } = node.position;
    const shift = members.has(node) ? GROUP_HEAD : y > bottom ? GROUP_HEAD + GROUP_PAD : y >= top ? GROUP_HEAD : 0;
    return shift > 0 ? [[node.id, { x, y: y + shift }] as const] : [];
  });
  return [{ kind: 'move', positions: Object.fromEntries(moved) }];
}

/** Takes a group away and leaves what is in it, one level further out. */
export function ungroupEdit(graph: Graph, id: string): GraphEdit | null {
  const group = graph.groups?.find((each) => each.id === id);
  if (!group) return null;
  const edits: GraphEdit[] = [
    ...graph.nodes
      .filter((node) => node.group === id)
      .map((node): GraphEdit => ({ kind: 'set-options', id: node.id, options: { group: group.parent } })),
    ...(graph.groups ?? [])
      .filter(({ parent }) => parent === id)
      .map((inner): GraphEdit => ({ kind: 'set-group', id: inner.id, options: { parent: group.parent } })),
    { kind: 'remove-group', id },
  ];
  return { kind: 'batch', edits };
}

/** Takes away the groups that nothing lies in once these layers are gone, inner ones first. */
export function removeEmptyGroups(graph: Graph, gone: ReadonlySet<string>): GraphEdit[] {
  const full = new Set(
    graph.nodes.filter(({ id }) => !gone.has(id)).flatMap(({ group }) => groupPath(graph, group).map(({ id }) => id)),
  );
  const touched = new Set(
    graph.nodes.filter(({ id }) => gone.has(id)).flatMap(({ group }) => groupPath(graph, group).map(({ id }) => id)),
  );
  return (graph.groups ?? [])
    .filter(({ id }) => touched.has(id) && !full.has(id))
    .toSorted((a, b) => groupPath(graph, b.id).length - groupPath(graph, a.id).length)
    .map(({ id }): GraphEdit => ({ kind: 'remove-group', id }));
}

/** Frozen, the weights of these layers stay as they are; a layer that uses another's is frozen with that one. */
export function freezeEdit(graph: Graph, ids: readonly string[], frozen: boolean): GraphEdit {
  const owners = new Set(ids.map((id) => graph.nodes.find((node) => node.id === id)?.shares ?? id));
  const edits = graph.nodes
    .filter((node) => owners.has(node.id) && (node.frozen ?? false) !== frozen)
    .map(({ id }): GraphEdit => ({ kind: 'set-options', id, options: { frozen: frozen ? true : undefined } }));
  return { kind: 'batch', edits };
}
