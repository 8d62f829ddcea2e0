import { expect, it } from 'vitest';
import type { Graph } from '#shared/graph/types.ts';
import { graphDifferences } from './graph-differences.ts';

const node = (id: string, type: string, params = {}) => ({ id, type, params, position: { x: 0, y: 0 } });
const edge = (source: string, target: string) => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});

const base: Graph = {
  nodes: [
    node('input_1', 'input'),
    node('dropout_1', 'dropout', { rate: 0.2 }),
    node('dense_1', 'dense', { units: 3 }),
  ],
  edges: [edge('input_1', 'dropout_1'), edge('dropout_1', 'dense_1')],
};

it('finds nothing between a network and itself moved about', () => {
  const moved = { ...base, nodes: base.nodes.map((one) => ({ ...one, position: { x: 9, y: 9 } })) };
  expect(graphDifferences(base, moved)).toEqual([]);
});

it('names parameters, layers and connections', () => {
  const other: Graph = {
    nodes: [node('input_1', 'input'), node('dropout_1', 'dropout', { rate: 0.3 }), node('flatten_1', 'flatten')],
    edges: [edge('input_1', 'dropout_1'), edge('dropout_1', 'flatten_1')],
  };
  expect(graphDifferences(base, other)).toEqual([
    { what: 'dropout_1 rate', left: '0.2', right: '0.3' },
    { what: 'dense_1', left: 'dense', right: '–' },
    { what: 'flatten_1', left: '–', right: 'flatten' },
    { what: 'dropout_1 → dense_1', left: 'yes', right: '–' },
    { what: 'dropout_1 → flatten_1', left: '–', right: 'yes' },
  ]);
});
