import { plural } from '#renderer/ui/format.ts';
import { notify } from '#renderer/ui/toast.tsx';
import { type Clip, copyNodes, pasteEdit } from '#shared/graph/copy.ts';
import { removeEmptyGroups } from '#shared/graph/grouping.ts';
import { removeEdit } from '#shared/graph/insert.ts';
import type { GraphEdit } from '#shared/graph/types.ts';
import type { GraphSession } from './graph-session.ts';
import { selectedLayers } from './group-edits.ts';

/** How far beside its original a copy lands. */
export const OFFSET = 40;

/** Deletes what is selected: layers, healing the chain they stood in, and connections. */
export function removeSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const nodes = selectedLayers(graph, selection);
  const edges = graph.edges.filter((edge) => selection.has(edge.id));
  if (nodes.length + edges.length === 0) return;
  // Connections first: the healing must not bring back one that was selected.
  const cut: GraphEdit[] = edges
    .filter((edge) => !nodes.includes(edge.source) && !nodes.includes(edge.target))
    .map((edge) => ({ kind: 'remove-edge', id: edge.id }));
  const layers = nodes.length > 0 ? [removeEdit(graph, nodes), ...removeEmptyGroups(graph, new Set(nodes))] : [];
  const title =
    nodes.length > 0 ? `Delete ${nodes.length === 1 ? nodes[0] : plural(nodes.length, 'layer')}` : 'Delete connection';
  session.edit(title, { kind: 'batch', edits: [...cut, ...layers] });
}

/** Adds copied layers under fresh names, and selects them. */
export function insertClip(session: GraphSession, title: string, clip: Clip, by: number): void {
  const { edit, ids } = pasteEdit(session.getState().graph, clip, { x: by, y: by });
  const refused = session.edit(title, edit, { select: ids });
  if (refused) notify({ tone: 'bad', title: refused.message });
  else session.show(ids);
}

/** Copies the selected layers with the connections among them. */
export function duplicateSelected(session: GraphSession): void {
  const { graph, selection } = session.getState();
  const clip = copyNodes(graph, selectedLayers(graph, selection));
  if (clip.nodes.length > 0) insertClip(session, `Duplicate ${plural(clip.nodes.length, 'layer')}`, clip, OFFSET);
}
