import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyGraph } from '../testing/graphs.ts';
import { applyEdit } from './apply-edit.ts';
import { parseTextGraph } from './text-graph.ts';
import type { Graph, GraphEdit } from './types.ts';

const anyEdit = (depth = 2): fc.Arbitrary<GraphEdit> => {
  const id = fc.constantFrom('n0', 'n1', 'n2', 'n3', 'x1');
  const point = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) });
  const place = fc.option(fc.nat(4), { nil: undefined });
  const simple: fc.Arbitrary<GraphEdit> = fc.oneof(
    fc.record({
      kind: fc.constant('add-node' as const),
      node: fc.record({ id, type: fc.constantFrom('dense', 'add'), params: fc.constant({}), position: point }),
      index: place,
    }),
    fc.record({ kind: fc.constant('remove-node' as const), id }),
    fc.record({ kind: fc.constant('set-params' as const), id, params: fc.record({ units: fc.nat(9) }) }),
    fc.record({
      kind: fc.constant('set-options' as const),
      id,
      options: fc.record(
        {
          frozen: fc.constantFrom(true, false, undefined),
          shares: fc.option(id, { nil: undefined }),
          group: fc.option(fc.constantFrom('g0', 'g1'), { nil: undefined }),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      kind: fc.constant('add-group' as const),
      group: fc.record(
        {
          id: fc.constantFrom('g0', 'g1', 'g2'),
          title: fc.constantFrom('Block', ''),
          collapsed: fc.boolean(),
          parent: fc.constantFrom('g0', 'g1'),
        },
        { requiredKeys: ['id', 'title', 'collapsed'] },
      ),
      index: place,
    }),
    fc.record({ kind: fc.constant('remove-group' as const), id: fc.constantFrom('g0', 'g1') }),
    fc.record({
      kind: fc.constant('set-group' as const),
      id: fc.constantFrom('g0', 'g1'),
      options: fc.record(
        {
          title: fc.constantFrom('Encoder', ''),
          collapsed: fc.boolean(),
          parent: fc.constantFrom('g0', 'g1', undefined),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({ kind: fc.constant('rename' as const), id, to: fc.oneof(id, fc.constantFrom('', '-', 'fresh')) }),
    fc.record({ kind: fc.constant('move' as const), positions: fc.dictionary(id, point, { maxKeys: 3 }) }),
    fc.record({
      kind: fc.constant('add-edge' as const),
      edge: fc.record({
        id: fc.constantFrom('e0', 'e1', 'f1'),
        source: id,
        sourcePort: fc.constant('out'),
        target: id,
        targetPort: fc.constant('in'),
      }),
      index: place,
    }),
    fc.record({ kind: fc.constant('remove-edge' as const), id: fc.constantFrom('e0', 'e1', 'e2', 'e3') }),
  );
  if (depth === 0) return simple;
  const batch = fc.record({
    kind: fc.constant('batch' as const),
    edits: fc.array(anyEdit(depth - 1), { maxLength: 5 }),
  });
  return fc.oneof({ weight: 4, arbitrary: simple }, { weight: 1, arbitrary: batch });
};

const applied = (graph: Graph, edit: GraphEdit) => {
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(result.problem.message);
  return result;
};

describe('edits', () => {
  it('are undone exactly by their inverses, and redone by the inverses of those', () => {
    fc.assert(
      fc.property(tidyGraph, anyEdit(), (graph, edit) => {
        const before = structuredClone(graph);
        const done = applyEdit(graph, edit);
        expect(graph).toEqual(before);
        if (!done.ok) return;
        const undone = applied(done.graph, done.inverse);
        expect(undone.graph).toEqual(graph);
        expect(applied(undone.graph, undone.inverse).graph).toEqual(done.graph);
      }),
      { numRuns: 500 },
    );
  });

  const graph = parseTextGraph('input[4] > a:dense(3) > b:dense(2) > output');

  it('take a layer out with its connections, and bring both back', () => {
    const { graph: without, inverse } = applied(graph, { kind: 'remove-node', id: 'a' });
    expect(without.edges.map((edge) => edge.id)).toEqual(['b->output_1']);
    expect(applied(without, inverse).graph).toEqual(graph);
  });

  it('rename a layer in its connections too', () => {
    const { graph: renamed } = applied(graph, { kind: 'rename', id: 'a', to: 'first' });
    expect(renamed.edges.map(({ source, target }) => `${source}>${target}`)).toEqual([
      'input_1>first',
      'first>b',
      'b>output_1',
    ]);
  });

  it('keep the identity of what they do not touch', () => {
    const { graph: changed } = applied(graph, { kind: 'set-params', id: 'a', params: { units: 9 } });
    expect(changed.nodes[0]).toBe(graph.nodes[0]);
    expect(changed.edges).toBe(graph.edges);
  });

  const bad: [string, GraphEdit][] = [
    ['a name already taken', { kind: 'rename', id: 'a', to: 'b' }],
    ['a name that is no name', { kind: 'rename', id: 'a', to: 'über a' }],
    ['a layer that is not there', { kind: 'remove-node', id: 'zzz' }],
    ['a move of what is not there', { kind: 'move', positions: { zzz: { x: 0, y: 0 } } }],
    ['a connection that is not there', { kind: 'remove-edge', id: 'zzz' }],
    [
      'a connection to nowhere',
      { kind: 'add-edge', edge: { id: 'n', source: 'a', sourcePort: 'out', target: 'zzz', targetPort: 'in' } },
    ],
  ];
  it.each(bad)('refuse %s with a reason, and change nothing in a batch', (_, edit) => {
    const result = applyEdit(graph, { kind: 'batch', edits: [{ kind: 'remove-node', id: 'output_1' }, edit] });
    expect(result).toMatchObject({ ok: false, problem: { code: 'edit-does-not-fit' } });
    expect(graph.nodes).toHaveLength(4);
  });
});
