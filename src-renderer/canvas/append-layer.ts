import { notify } from '#renderer/ui/toast.tsx';
import { unknownTypeName } from '#shared/graph/placeholder.ts';
import { groupKey, shownGraph } from '#shared/graph/shown-graph.ts';
import { getLayer } from '#shared/layers/index.ts';
import { appendBlock, blockOfKey } from './block-edits.ts';
import { append } from './graph-edits.ts';
import type { GraphSession } from './graph-session.ts';

/** What a palette entry is called. */
export const titleOf = (type: string): string =>
  blockOfKey(type)?.title ?? getLayer(type)?.title ?? unknownTypeName(type);

/** Where the network grows by what is selected: behind the last selected layer, or what comes out of a folded group. */
export function selectedExit(session: GraphSession): { readonly node: string; readonly port: string } | null {
  const { graph, selection } = session.getState();
  const node = graph.nodes.filter(({ id }) => selection.has(id)).at(-1);
  if (node) return { node: node.id, port: 'out' };
  const outputs = shownGraph(graph).cards.find(({ group }) => selection.has(groupKey(group.id)))?.outputs ?? [];
  // What it is for, rather than what a layer in it remembers.
  return outputs.find(({ port }) => port === 'out') ?? outputs[0] ?? null;
}

/** Adds a layer or a block after the selected one, or where the network grows, and shows it. */
export function appendLayer(session: GraphSession, type: string): void {
  const { graph } = session.getState();
  const exit = selectedExit(session);
  const gesture = blockOfKey(type)
    ? appendBlock(graph, type, exit?.node ?? null, exit?.port)
    : append(graph, type, exit?.node ?? null, exit?.port);
  if (!gesture) return;
  const { edit, select } = gesture;
  const refused = session.edit(`Add ${titleOf(type)}`, edit, { select });
  if (refused) notify({ tone: 'bad', title: refused.message });
  else session.show(select);
}
