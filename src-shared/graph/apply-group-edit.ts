import { type Edit, type EditResult, insertAt, refuse, withOptions } from './edit-result.ts';
import { type Graph, graphGroup } from './types.ts';

/** Changes of groups. A group is only taken away once it is empty, so that the inverse is exact. */
export function applyGroupEdit(graph: Graph, edit: Edit<'add-group' | 'remove-group' | 'set-group'>): EditResult {
  switch (edit.kind) {
    case 'add-group':
      return addGroup(graph, edit);
    case 'remove-group':
      return removeGroup(graph, edit.id);
    case 'set-group':
      return setGroup(graph, edit);
  }
}

const noGroup = (id: string) => refuse(`There is no group ${id}.`);

/** The graph with these groups; one without groups has no list of them. */
const withGroups = ({ groups: _, ...graph }: Graph, groups: NonNullable<Graph['groups']>): Graph =>
  groups.length > 0 ? { ...graph, groups } : graph;

/** Whether a group lies in another, however deep; a group lies in itself. */
function liesIn(graph: Graph, id: string, outer: string): boolean {
  const parents = new Map(graph.groups?.map((group) => [group.id, group.parent]));
  let place: string | undefined = id;
  for (let steps = parents.size; place !== undefined && steps >= 0; steps -= 1) {
    if (place === outer) return true;
    place = parents.get(place);
  }
  return false;
}

function addGroup(graph: Graph, { group, index }: Edit<'add-group'>): EditResult {
  const groups = graph.groups ?? [];
  const parsed = graphGroup.safeParse(group);
  if (!parsed.success) return refuse(`${group.id}: ${parsed.error.issues[0]?.message ?? 'not a group'}.`);
  if (groups.some(({ id }) => id === group.id)) return refuse(`There is a group ${group.id} already.`);
  if (group.parent !== undefined && !groups.some(({ id }) => id === group.parent)) return noGroup(group.parent);
  return {
    ok: true,
    graph: withGroups(graph, insertAt(groups, index, group)),
    inverse: { kind: 'remove-group', id: group.id },
  };
}

function removeGroup(graph: Graph, id: string): EditResult {
  const groups = graph.groups ?? [];
  const index = groups.findIndex((group) => group.id === id);
  const group = groups[index];
  if (!group) return noGroup(id);
  const inside = graph.nodes.find((node) => node.group === id)?.id ?? groups.find(({ parent }) => parent === id)?.title;
  if (inside !== undefined) return refuse(`${group.title}: ${inside} is still in it.`);
  return {
    ok: true,
    graph: withGroups(graph, groups.toSpliced(index, 1)),
    inverse: { kind: 'add-group', group, index },
  };
}

function setGroup(graph: Graph, { id, options }: Edit<'set-group'>): EditResult {
  const groups = graph.groups ?? [];
  const index = groups.findIndex((group) => group.id === id);
  const group = groups[index];
  if (!group) return noGroup(id);
  const parent = options.parent;
  if (parent !== undefined && !groups.some((other) => other.id === parent)) return noGroup(parent);
  if (parent !== undefined && liesIn(graph, parent, id)) return refuse(`${group.title}: a group can't lie in itself.`);
  const changed = withOptions(group, options);
  const parsed = graphGroup.safeParse(changed);
  if (!parsed.success) return refuse(`${group.title}: ${parsed.error.issues[0]?.message ?? 'not an option'}.`);
  const before = Object.fromEntries(Object.keys(options).map((key) => [key, group[key as keyof typeof options]]));
  return {
    ok: true,
    graph: withGroups(graph, groups.with(index, changed)),
    inverse: { kind: 'set-group', id, options: before },
  };
}
