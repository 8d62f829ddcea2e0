import fc from 'fast-check';
import type { DatasetShape } from '../data/types.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import { layerTypes } from '../layers/index.ts';

/** Pictures of three classes, as small as the bundled sample. */
export const pictures: DatasetShape = {
  columns: [
    { name: 'image', type: 'image' },
    { name: 'label', type: 'category', classes: ['animals', 'faces', 'food'] },
  ],
  samples: { train: 252, validation: 54, test: 54 },
};

const json = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('relu', 'softmax', 'same', 'valid', '', 'nonsense'),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer({ min: -2, max: 30 }), { maxLength: 5 }),
);

const paramKeys = [
  'shape',
  'units',
  'filters',
  'kernel_size',
  'padding',
  'activation',
  'axis',
  'target_shape',
  'column',
];

const node = (ids: readonly string[]): fc.Arbitrary<GraphNode> =>
  fc.record(
    {
      id: fc.constantFrom(...ids),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...layerTypes) },
        fc.constantFrom('lambda', 'constructor'),
      ),
      params: fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom(...paramKeys), json, { maxKeys: 4 })),
      position: fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: 0, max: 2000 }) }),
      shares: fc.constantFrom(...ids, 'nowhere'),
      frozen: fc.boolean(),
    },
    { requiredKeys: ['id', 'type', 'params', 'position'] },
  );

/** Graphs as broken as they come: wrong parameters, cycles, edges to nowhere, names used twice. */
export const anyGraph: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 9 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, index) => `n${index}`);
  const end = fc.constantFrom(...ids, 'nowhere');
  return fc.record({
    nodes: fc.array(node(ids), { maxLength: 10 }),
    edges: fc.array(
      fc.record({
        id: fc.constantFrom('e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9'),
        source: end,
        sourcePort: fc.constantFrom('out', 'out', 'out', 'left'),
        target: end,
        targetPort: fc.constantFrom('in', 'in', 'in', 'right'),
      }),
      { maxLength: 14 },
    ),
  });
});

const someGroups = fc.constantFrom<Graph['groups'][]>(
  undefined,
  [{ id: 'g0', title: 'Block', collapsed: false }],
  [
    { id: 'g0', title: 'Block', collapsed: true },
    { id: 'g1', title: 'Inner', collapsed: false, parent: 'g0' },
  ],
);

/** Graphs whose names and edges are in order, as edits leave them; parameters and shapes may still be wrong. */
export const tidyGraph: fc.Arbitrary<Graph> = fc.tuple(anyGraph, someGroups).map(([{ nodes, edges }, groups]) => {
  const unique = [...new Map(nodes.map((entry) => [entry.id, entry])).values()];
  const ids = new Set(unique.map(({ id }) => id));
  const kept = [...new Map(edges.map((edge) => [edge.id, edge])).values()];
  return {
    nodes: unique.map((entry) => (groups && entry.id === 'n1' ? { ...entry, group: 'g0' } : entry)),
    edges: kept.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    ...(groups ? { groups } : {}),
  };
});
