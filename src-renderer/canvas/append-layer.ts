import { notify } from '#renderer/ui/toast.tsx';
import { groupKey, shownGraph } from '#shared/graph/shown-graph.ts';
import { getLayer } from '#shared/layers/index.ts';
import { appendBlock, blockOfKey } from './block-edits.ts';
import { append } from './graph-edits.ts';
import type { GraphSession } from './graph-session.ts';

/** What a palette entry is called. */
export const titleOf = (type: string): string => blockOfKey(type)?.title ?? getLayer(type)?.title ?? type;

/** What comes out of the selected folded group. */
function exitOfSelectedGroup(session: GraphSession): string | null {
  const { graph, selection } = session.getState();
  const card = shownGraph(graph).cards.find(({ group }) => selection.has(groupKey(group.id)));
  return card?.outputs[0]?.node ?? null;
}

/** Adds a layer or a block after the selected one, or where the network grows, and shows it. */
export function appendLayer(session: GraphSession, type: string): void {
  const { graph, selection } = session.getState();
  const anchor = graph.nodes.filter((node) => selection.has(node.id)).at(-1)?.id ?? exitOfSelectedGroup(session);
  const gesture = blockOfKey(type) ? appendBlock(graph, type, anchor) : append(graph, type, anchor);
  if (!gesture) return;
  const { edit, select } = gesture;
  const refused = session.edit(`Add ${titleOf(type)}`, edit, { select });
  if (refused) notify({ tone: 'bad', title: refused.message });
  else session.show(select);
}
