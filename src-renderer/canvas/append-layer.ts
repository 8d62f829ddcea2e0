import { notify } from '#renderer/ui/toast.tsx';
import { getLayer } from '#shared/layers/index.ts';
import { append } from './graph-edits.ts';
import type { GraphSession } from './graph-session.ts';

/** Adds a layer after the selected one, or where the network grows, and shows it. */
export function appendLayer(session: GraphSession, type: string): void {
  const { graph, selection } = session.getState();
  const anchor = graph.nodes.filter((node) => selection.has(node.id)).at(-1)?.id ?? null;
  const { edit, select } = append(graph, type, anchor);
  const refused = session.edit(`Add ${getLayer(type)?.title ?? type}`, edit, { select });
  if (refused) notify({ tone: 'bad', title: refused.message });
  else session.show(select);
}
