import { describe, expect, it } from 'vitest';
import { applyEdit } from './apply-edit.ts';
import { freezeEdit, groupEdit, groupPath, membersOf, removeEmptyGroups, ungroupEdit } from './grouping.ts';
import { removeEdit } from './insert.ts';
import { foldEdit, groupKey, shownGraph } from './shown-graph.ts';
import { parseTextGraph } from './text-graph.ts';
import { tidy } from './tidy-layout.ts';
import type { Graph, GraphEdit } from './types.ts';

const chain = parseTextGraph(
  'input[8,8,3] > a:conv2d(4,3,padding=same) > b:relu > c:conv2d(4,3,padding=same) > d:add > flatten > dense(3) > output; @a > @d',
);

function edited(graph: Graph, edit: GraphEdit | null): Graph {
  if (!edit) throw new Error('there is no edit');
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(result.problem.message);
  const back = applyEdit(result.graph, result.inverse);
  expect(back.ok && back.graph).toEqual(graph);
  return result.graph;
}

function grouped(graph: Graph, nodes: readonly string[], groups: readonly string[] = []): { graph: Graph; id: string } {
  const made = groupEdit(graph, { nodes, groups });
  return { graph: edited(graph, made?.edit ?? null), id: made?.id ?? '' };
}

describe('groups of a selection', () => {
  it('hold the selected layers, and lie where these lie', () => {
    const { graph, id } = grouped(chain, ['a', 'b', 'c', 'd']);
    expect(membersOf(graph, id).map((node) => node.id)).toEqual(['a', 'b', 'c', 'd']);
    const inner = grouped(graph, ['b', 'c']);
    expect(groupPath(inner.graph, inner.id).map((group) => group.id)).toEqual([id, inner.id]);
    expect(membersOf(inner.graph, id)).toHaveLength(4);
    const around = grouped(inner.graph, ['flatten_1'], [id]);
    expect(groupPath(around.graph, inner.id).map((group) => group.id)).toEqual([around.id, id, inner.id]);
  });

  it('are taken away without what is in them', () => {
    const outer = grouped(chain, ['a', 'b', 'c', 'd']);
    const inner = grouped(outer.graph, ['b', 'c']);
    const graph = edited(inner.graph, ungroupEdit(inner.graph, outer.id));
    expect(graph.groups?.map(({ id, parent }) => [id, parent])).toEqual([[inner.id, undefined]]);
    expect(graph.nodes.find(({ id }) => id === 'a')?.group).toBeUndefined();
    expect(edited(graph, ungroupEdit(graph, inner.id)).groups).toBeUndefined();
  });

  it('are gone with the last of their layers', () => {
    const outer = grouped(chain, ['a', 'b', 'c', 'd']);
    const { graph } = grouped(outer.graph, ['b', 'c']);
    const without = (ids: readonly string[]) =>
      edited(graph, { kind: 'batch', edits: [removeEdit(graph, ids), ...removeEmptyGroups(graph, new Set(ids))] });
    expect(without(['b', 'c']).groups).toHaveLength(1);
    expect(without(['a', 'b', 'c', 'd']).groups).toBeUndefined();
    expect(without(['b']).groups).toHaveLength(2);
  });

  it('can be frozen; a shared layer is frozen with its owner', () => {
    const graph = parseTextGraph('input[4] > a:dense(4) > b:dense(4)=a > output');
    const frozen = edited(graph, freezeEdit(graph, ['b'], true));
    expect(frozen.nodes.filter((node) => node.frozen).map(({ id }) => id)).toEqual(['a']);
    expect(edited(frozen, freezeEdit(frozen, ['a'], false)).nodes.some((node) => node.frozen)).toBe(false);
  });
});

describe('a folded group', () => {
  const { graph: open, id } = grouped(chain, ['a', 'b', 'c', 'd']);
  const graph = edited(open, foldEdit(open, id, true));

  it('is one card with what leads in and out', () => {
    const { nodes, cards, frames, edges, cardOf } = shownGraph(graph);
    expect(nodes.map((node) => node.id)).toEqual(['input_1', 'flatten_1', 'dense_1', 'output_1']);
    expect(frames).toEqual([]);
    expect(cards[0]).toMatchObject({
      inputs: [{ node: 'a', port: 'in' }],
      outputs: [{ node: 'd', port: 'out' }],
    });
    expect(cardOf.get('c')).toBe(id);
    expect(edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
      `input_1 ${groupKey(id)}`,
      `${groupKey(id)} flatten_1`,
      'flatten_1 dense_1',
      'dense_1 output_1',
    ]);
  });

  it('draws several ways from one source as one, and keeps open ends in reach', () => {
    const { graph: some, id: group } = grouped(chain, ['b', 'd']);
    const [card] = shownGraph(edited(some, foldEdit(some, group, true))).cards;
    expect(card?.inputs).toEqual([
      { node: 'b', port: 'in' },
      { node: 'd', port: 'in' },
    ]);
    const two = grouped(parseTextGraph('input[4] > a:dense(4) > b:dense(4)'), ['a', 'b']);
    const [end] = shownGraph(edited(two.graph, foldEdit(two.graph, two.id, true))).cards;
    expect(end?.outputs).toEqual([{ node: 'b', port: 'out' }]);
  });

  it('gives its room back, and takes it again', () => {
    const heightOf = (each: Graph) => Math.max(...each.nodes.map(({ position }) => position.y));
    expect(heightOf(graph)).toBeLessThan(heightOf(open));
    expect(edited(graph, foldEdit(graph, id, false)).nodes).toEqual(open.nodes);
  });

  it('is laid out as one, its layers moving along', () => {
    const tidied = edited(graph, tidy(graph));
    const reopened = edited(tidied, foldEdit(tidied, id, false));
    const gap = (each: Graph) => {
      const y = (name: string) => each.nodes.find((node) => node.id === name)?.position.y ?? Number.NaN;
      return y('d') - y('a');
    };
    expect(gap(reopened)).toBe(gap(open));
  });
});

describe('an open group', () => {
  it('has a frame with room for its name when tidied, outer ones around inner ones', () => {
    const outer = grouped(chain, ['a', 'b', 'c', 'd']);
    const { graph } = grouped(outer.graph, ['b', 'c']);
    const tidied = edited(graph, tidy(graph));
    const [first, second] = shownGraph(tidied).frames.map(({ box }) => box);
    const input = tidied.nodes[0]?.position.y ?? 0;
    expect(first?.y).toBeGreaterThan(input + 40);
    expect(second?.y).toBeGreaterThan(first?.y ?? Number.NaN);
    expect((second?.y ?? 0) + (second?.height ?? 0)).toBeLessThan((first?.y ?? 0) + (first?.height ?? 0));
  });
});
