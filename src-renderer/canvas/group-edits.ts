import { plural } from '#renderer/ui/format.ts';
import { notify } from '#renderer/ui/toast.tsx';
import { freezeEdit, groupEdit, groupPath, membersOf, ungroupEdit } from '#shared/graph/grouping.ts';
import { nextId } from '#shared/graph/names.ts';
import { foldEdit, groupKey, type ShownGroup, shownGraph } from '#shared/graph/shown-graph.ts';
import type { Graph, GraphEdit, GraphGroup } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import type { GraphSession } from './graph-session.ts';

/** The selected layers, those in selected groups included. */
export function selectedLayers(graph: Graph, selection: ReadonlySet<string>): string[] {
  const inGroups = selectedGroups(graph, selection).flatMap(({ id }) => membersOf(graph, id).map((node) => node.id));
  const chosen = new Set(inGroups);
  return graph.nodes.filter(({ id }) => selection.has(id) || chosen.has(id)).map(({ id }) => id);
}

export const selectedGroups = (graph: Graph, selection: ReadonlySet<string>): GraphGroup[] =>
  (graph.groups ?? []).filter(({ id }) => selection.has(groupKey(id)));

/** The first selected group as it is shown; null where none is, or one is hidden. */
export function selectedGroupOf(graph: Graph, selection: ReadonlySet<string>): ShownGroup | null {
  if (![...selection].some((key) => key.startsWith(groupKey('')))) return null;
  const { cards, frames } = shownGraph(graph);
  const shown = [...cards, ...frames].find(({ group }) => selection.has(groupKey(group.id)));
  if (!shown || shown.group.collapsed) return shown ?? null;
  // What leads into and out of an open one is what its card would show.
  const groups = (graph.groups ?? []).map((each) => (each === shown.group ? { ...each, collapsed: true } : each));
  const folded = shownGraph({ ...graph, groups }).cards.find(({ group }) => group.id === shown.group.id);
  return { ...shown, inputs: folded?.inputs ?? [], outputs: folded?.outputs ?? [] };
}

function perform(session: GraphSession, title: string, edit: GraphEdit | null, select?: readonly string[]): void {
  if (!edit) return;
  const refused = session.edit(title, edit, select ? { select } : {});
  if (refused) notify({ tone: 'bad', title: refused.message });
}

/** Puts what is selected into a new group. */
export function groupSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const made = groupEdit(graph, {
    nodes: graph.nodes.filter(({ id }) => selection.has(id)).map(({ id }) => id),
    groups: selectedGroups(graph, selection).map(({ id }) => id),
  });
  if (!made) {
    notify({ tone: 'bad', title: 'Nothing to group', text: 'Select the layers that belong together.' });
    return;
  }
  perform(session, 'Group', made.edit, [groupKey(made.id)]);
}

/** Takes the selected groups away, or the one that a selected layer lies in; their layers stay, selected. */
export function ungroupSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const chosen = selectedGroups(graph, selection);
  const around = graph.nodes.filter(({ id }) => selection.has(id)).flatMap(({ group }) => group ?? []);
  const ids = chosen.length > 0 ? chosen.map(({ id }) => id) : [...new Set(around)];
  if (ids.length === 0) {
    notify({ tone: 'bad', title: 'No group is selected' });
    return;
  }
  // One after the other: taking an outer group away changes where an inner one lies.
  for (const id of ids) {
    const current = session.getState().graph;
    const inside = membersOf(current, id).map((node) => node.id);
    perform(session, 'Ungroup', ungroupEdit(current, id), inside);
  }
}

export function foldGroup(session: GraphSession, id: string, collapsed: boolean): void {
  const { graph } = session.getState();
  const title = graph.groups?.find((group) => group.id === id)?.title ?? id;
  perform(session, `${collapsed ? 'Fold' : 'Open'} ${title}`, foldEdit(graph, id, collapsed), [groupKey(id)]);
}

/** Folds or opens the selected group; false where none is selected. */
export function toggleSelectedGroup(session: GraphSession): boolean {
  const { graph, selection } = session.getState();
  const [group] = selectedGroups(graph, selection);
  if (group) foldGroup(session, group.id, !group.collapsed);
  return group !== undefined;
}

/** Opens the groups that hide a layer, so that it can be shown. */
export function openAround(session: GraphSession, node: string): void {
  const at = () => session.getState().graph;
  const path = groupPath(at(), at().nodes.find(({ id }) => id === node)?.group);
  for (const { id, collapsed } of path) if (collapsed) foldGroup(session, id, false);
}

export function freezeSelected(session: GraphSession): void {
  const { graph, selection, analysis } = session.getState();
  const ids = selectedLayers(graph, selection).filter((id) => {
    const weights = analysis.nodes.get(id)?.weights;
    // Not known while an error stands; a shared layer's are its owner's.
    return weights !== undefined && (weights === null || weights.length > 0 || isShared(graph, id));
  });
  if (ids.length > 0) freezeLayers(session, ids);
  else notify({ tone: 'bad', title: 'Nothing to freeze', text: 'No selected layer has weights.' });
}

const isShared = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)?.shares !== undefined;

/** Freezes these layers; where all are frozen already, lets them learn again. */
export function freezeLayers(session: GraphSession, ids: readonly string[]): void {
  const { graph } = session.getState();
  const owners = ids.map((id) => graph.nodes.find((node) => node.id === id)?.shares ?? id);
  const all = owners.every((id) => graph.nodes.find((node) => node.id === id)?.frozen === true);
  const what = ids.length === 1 ? ids[0] : plural(ids.length, 'layer');
  perform(session, `${all ? 'Let learn' : 'Freeze'} ${what}`, freezeEdit(graph, ids, !all));
}

/** A second place where the same layer works: the same weights and parameters, named and placed beside it. */
export function shareSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const node = graph.nodes.find(({ id }) => selection.has(id));
  if (!node || selectedLayers(graph, selection).length !== 1 || getLayer(node.type)?.role) {
    notify({
      tone: 'bad',
      title: 'Not shared',
      text: 'Select one layer that works on the data to use it twice.',
    });
    return;
  }
  const owner = node.shares ?? node.id;
  const id = nextId(graph, node.type);
  const position = { x: node.position.x + 250, y: node.position.y };
  const { type, group } = node;
  const copy = { id, type, params: {}, position, shares: owner, ...(group === undefined ? {} : { group }) };
  perform(session, `Use ${owner} again`, { kind: 'add-node', node: copy }, [id]);
}

/** Gives a shared layer weights and parameters of its own, the parameters as they were. */
export function unlinkEdit(graph: Graph, id: string): GraphEdit | null {
  const node = graph.nodes.find((each) => each.id === id);
  const owner = graph.nodes.find((each) => each.id === node?.shares);
  if (!node || node.shares === undefined) return null;
  return {
    kind: 'batch',
    edits: [
      { kind: 'set-options', id, options: { shares: undefined } },
      ...(owner ? [{ kind: 'set-params', id, params: { ...owner.params } } as const] : []),
    ],
  };
}

export function unlinkSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const shared = graph.nodes.filter(({ id, shares }) => selection.has(id) && shares !== undefined);
  if (shared.length === 0) {
    notify({ tone: 'bad', title: 'No selected layer uses another’s weights' });
    return;
  }
  for (const { id } of shared) perform(session, `Unlink ${id}`, unlinkEdit(session.getState().graph, id));
}
