import { describe, expect, it } from 'vitest';
import { groupKey } from '#shared/graph/shown-graph.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { appendBlock, blockKey, spliceBlock } from './block-edits.ts';
import { flowParts } from './flow-parts.ts';
import { createGraphSession } from './graph-session.ts';
import {
  foldGroup,
  freezeSelected,
  groupSelected,
  openAround,
  selectedLayers,
  shareSelected,
  ungroupSelected,
  unlinkSelected,
} from './group-edits.ts';
import { positionsAfter } from './group-moves.ts';
import { removeSelected } from './selection-edits.ts';

const graph = parseTextGraph('input[8,8,3] > a:conv2d(4,3) > b:relu > c:conv2d(4,3) > flatten > dense(3) > output');

const sessionOf = () => createGraphSession(graph, 1, null);

describe('groups of a session', () => {
  it('are made of the selection, folded, and undone step by step', () => {
    const session = sessionOf();
    session.select(['a', 'b', 'c']);
    groupSelected(session);
    const id = session.getState().graph.groups?.[0]?.id ?? '';
    expect([...session.getState().selection]).toEqual([groupKey(id)]);
    expect(selectedLayers(session.getState().graph, session.getState().selection)).toEqual(['a', 'b', 'c']);
    foldGroup(session, id, true);
    const drawn = flowParts(session.getState());
    const card = drawn.nodes.find((node) => node.type === 'card');
    expect(card?.data).toMatchObject({ layers: 3, parameters: 112 + 148, inputs: ['a:in'], outputs: ['c:out'] });
    expect(drawn.nodes.map((node) => node.id)).not.toContain('b');
    expect(drawn.edges.map((edge) => `${edge.source} ${edge.target}`)).toContain(`input_1 ${groupKey(id)}`);
    openAround(session, 'b');
    expect(session.getState().graph.groups?.[0]?.collapsed).toBe(false);
    session.undo();
    session.undo();
    session.undo();
    expect(session.getState().graph).toEqual(graph);
  });

  it('are deleted with their layers, the chain healed, or taken away alone', () => {
    const session = sessionOf();
    session.select(['a', 'b']);
    groupSelected(session);
    const [key = ''] = session.getState().selection;
    ungroupSelected(session);
    expect(session.getState().graph.groups).toBeUndefined();
    expect([...session.getState().selection]).toEqual(['a', 'b']);
    session.undo();
    session.select([key]);
    removeSelected(session);
    expect(session.getState().graph.groups).toBeUndefined();
    expect(session.getState().graph.edges.some(({ source, target }) => source === 'input_1' && target === 'c')).toBe(
      true,
    );
  });

  it('move with all of their layers', () => {
    const session = sessionOf();
    session.select(['a', 'b']);
    groupSelected(session);
    const { nodes } = flowParts(session.getState());
    const frame = nodes.find((node) => node.type === 'frame');
    if (!frame) throw new Error('the group has no frame');
    const moved = { ...frame, position: { x: frame.position.x + 30, y: frame.position.y - 5 } };
    const positions = positionsAfter(session.getState().graph, nodes, [moved]);
    const before = session.getState().graph.nodes.find(({ id }) => id === 'b')?.position;
    expect(Object.keys(positions)).toEqual(['a', 'b']);
    expect(positions.b).toEqual({ x: (before?.x ?? 0) + 30, y: (before?.y ?? 0) - 5 });
  });
});

describe('a layer that is used again', () => {
  it('works by the weights of the first, and gets its own when it is unlinked', () => {
    const session = sessionOf();
    session.select(['a']);
    shareSelected(session);
    const [copy = ''] = session.getState().selection;
    const find = (id: string) => session.getState().graph.nodes.find((node) => node.id === id);
    expect(find(copy)).toMatchObject({ type: 'conv2d', shares: 'a', params: {} });
    const drawn = flowParts(session.getState()).nodes.flatMap((node) => (node.type === 'layer' ? [node.data] : []));
    expect(drawn.find(({ node }) => node.id === copy)?.summary).toBe(
      drawn.find(({ node }) => node.id === 'a')?.summary,
    );
    expect(drawn.find(({ node }) => node.id === 'a')?.users).toBe(1);
    freezeSelected(session);
    expect(find('a')?.frozen).toBe(true);
    unlinkSelected(session);
    expect(find(copy)).toMatchObject({ params: find('a')?.params });
    expect(find(copy)?.shares).toBeUndefined();
  });
});

describe('a block', () => {
  it('comes folded, in the room of a card, and finds the rest when it is opened', () => {
    const gesture = appendBlock(graph, blockKey('conv_bn_relu'), 'b');
    if (!gesture) throw new Error('the block was not added');
    const session = createGraphSession(graph, 1, null);
    expect(session.edit('Add', gesture.edit, { select: gesture.select })).toBeNull();
    const boxes = () => {
      const shown = flowParts(session.getState()).nodes.filter((node) => node.type !== 'frame');
      return shown.map(({ position, height = 0 }) => [position.y, position.y + height] as const);
    };
    const overlaps = () => {
      const sorted = boxes().toSorted((one, other) => one[0] - other[0]);
      return sorted.some(([, bottom], index) => (sorted[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) < bottom);
    };
    expect(overlaps()).toBe(false);
    const id = session.getState().graph.groups?.[0]?.id ?? '';
    foldGroup(session, id, false);
    expect(overlaps()).toBe(false);
  });

  it('goes into an edge', () => {
    const [first] = graph.edges;
    expect(spliceBlock(graph, first?.id ?? '', blockKey('conv_bn_relu'))).not.toBeNull();
    expect(spliceBlock(graph, 'nowhere', blockKey('conv_bn_relu'))).toBeNull();
  });
});
