import { useReactFlow } from '@xyflow/react';
import { useRef } from 'react';
import { useCommands } from '#renderer/ui/commands.ts';
import { plural } from '#renderer/ui/format.ts';
import { notify } from '#renderer/ui/toast.tsx';
import { copyNodes } from '#shared/graph/copy.ts';
import { groupKey, shownGraph } from '#shared/graph/shown-graph.ts';
import { tidy } from '#shared/graph/tidy-layout.ts';
import { FIT, ZOOM } from './canvas-toolbar.tsx';
import { putClip, takeClip } from './clipboard.ts';
import type { GraphSession } from './graph-session.ts';
import {
  freezeSelected,
  groupSelected,
  openAround,
  selectedLayers,
  shareSelected,
  toggleSelectedGroup,
  ungroupSelected,
  unlinkSelected,
} from './group-edits.ts';
import { type Direction, neighbour } from './neighbour.ts';
import { applyFix } from './problem-bubble.tsx';
import { duplicateSelected, insertClip, OFFSET, removeSelected } from './selection-edits.ts';

interface CanvasActions {
  readonly session: GraphSession;
  readonly openQuickAdd: () => void;
  readonly openBubble: (node: string | null) => void;
}

function focusNode(id: string): void {
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
}

/** Every command of the canvas, with its keys. */
export function useCanvasCommands({ session, openQuickAdd, openBubble }: CanvasActions): { runTidy: () => void } {
  const flow = useReactFlow();
  const pasted = useRef(0);
  const lastProblem = useRef(-1);

  const copy = () => {
    const { graph, selection } = session.getState();
    const clip = copyNodes(graph, selectedLayers(graph, selection));
    if (clip.nodes.length === 0) return;
    putClip(clip);
    pasted.current = 0;
  };
  const paste = () => {
    const clip = takeClip(null);
    if (clip) insertClip(session, `Paste ${plural(clip.nodes.length, 'layer')}`, clip, OFFSET * ++pasted.current);
  };
  const runTidy = () => {
    session.edit('Tidy', tidy(session.getState().graph));
    setTimeout(() => void flow.fitView(FIT), 30);
  };
  const nextProblem = () => {
    const places = session.getState().analysis.problems.filter((problem) => problem.node !== undefined);
    if (places.length === 0) return notify({ tone: 'ok', title: 'No problems on the canvas' });
    lastProblem.current = (lastProblem.current + 1) % places.length;
    const node = places[lastProblem.current]?.node;
    if (node === undefined) return;
    openAround(session, node);
    session.select([node]);
    session.show([node]);
    openBubble(node);
    focusNode(node);
  };
  const applyFirstFix = () => {
    const { analysis, selection } = session.getState();
    const here = analysis.problems.filter((problem) => problem.node !== undefined && selection.has(problem.node));
    const problem = [...here, ...analysis.problems].find((candidate) => candidate.fixes?.length);
    const [fix] = problem?.fixes ?? [];
    if (fix) applyFix(session, fix);
  };
  const step = (direction: Direction) => {
    const { graph, selection } = session.getState();
    const { nodes, cards, frames } = shownGraph(graph);
    const groups = [...cards, ...frames].map(({ group, box }) => ({ id: groupKey(group.id), position: box }));
    const places = [...nodes, ...groups];
    const from = places.find((place) => selection.has(place.id));
    const to = from ? neighbour(places, from, direction) : (places[0] ?? null);
    if (!to) return;
    session.select([to.id]);
    session.show([to.id]);
    focusNode(to.id);
  };
  const leave = () => {
    openBubble(null);
    session.select([]);
  };

  const group = 'Design';
  useCommands([
    { id: 'quick-add', title: 'Add a layer', group, keys: '/', run: openQuickAdd },
    { id: 'undo', title: 'Undo', group, keys: 'Ctrl Z', run: session.undo },
    { id: 'redo', title: 'Redo', group, keys: 'Ctrl Y, Ctrl Shift Z', run: session.redo },
    { id: 'group', title: 'Group the selection', group, keys: 'Ctrl G', run: () => groupSelected(session) },
    { id: 'ungroup', title: 'Ungroup', group, keys: 'Ctrl Shift G', run: () => ungroupSelected(session) },
    {
      id: 'fold-group',
      title: 'Open or fold the group',
      group,
      keys: 'Enter',
      hidden: true,
      run: () => toggleSelectedGroup(session),
    },
    { id: 'freeze', title: 'Freeze, or let learn', group, keys: 'Shift F', run: () => freezeSelected(session) },
    { id: 'share', title: 'Use this layer again, with the same weights', group, run: () => shareSelected(session) },
    { id: 'unlink', title: 'Give a shared layer weights of its own', group, run: () => unlinkSelected(session) },
    { id: 'copy', title: 'Copy', group, keys: 'Ctrl C', run: copy },
    {
      id: 'cut',
      title: 'Cut',
      group,
      keys: 'Ctrl X',
      run: () => {
        copy();
        removeSelected(session);
      },
    },
    { id: 'paste', title: 'Paste', group, keys: 'Ctrl V', run: paste },
    { id: 'duplicate', title: 'Duplicate', group, keys: 'Ctrl D', run: () => duplicateSelected(session) },
    { id: 'delete', title: 'Delete', group, keys: 'Delete, Backspace', run: () => removeSelected(session) },
    {
      id: 'select-all',
      title: 'Select all',
      group,
      keys: 'Ctrl A',
      run: () => {
        const { nodes, cards } = shownGraph(session.getState().graph);
        session.select([...nodes.map(({ id }) => id), ...cards.map(({ group: { id } }) => groupKey(id))]);
      },
    },
    { id: 'next-problem', title: 'Next problem', group, keys: 'F8', inFields: true, run: nextProblem },
    { id: 'apply-fix', title: 'Apply the first fix', group, keys: 'Alt Enter', inFields: true, run: applyFirstFix },
    { id: 'tidy', title: 'Tidy the network', group, keys: 'T', run: runTidy },
    { id: 'fit', title: 'Fit into view', group, keys: 'F', run: () => void flow.fitView(FIT) },
    { id: 'zoom-in', title: 'Zoom in', group, keys: '+', run: () => void flow.zoomIn(ZOOM) },
    { id: 'zoom-out', title: 'Zoom out', group, keys: '-', run: () => void flow.zoomOut(ZOOM) },
    { id: 'node-up', title: 'Layer above', group, keys: 'Up', hidden: true, run: () => step('up') },
    { id: 'node-down', title: 'Layer below', group, keys: 'Down', hidden: true, run: () => step('down') },
    { id: 'node-left', title: 'Layer to the left', group, keys: 'Left', hidden: true, run: () => step('left') },
    { id: 'node-right', title: 'Layer to the right', group, keys: 'Right', hidden: true, run: () => step('right') },
    { id: 'leave', title: 'Leave the selection', group, keys: 'Esc', hidden: true, run: leave },
  ]);
  return { runTidy };
}
