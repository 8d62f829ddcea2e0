import { describe, expect, it } from 'vitest';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { heightOfNode } from '#shared/graph/node-size.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { tidy } from '#shared/graph/tidy-layout.ts';
import type { Graph } from '#shared/graph/types.ts';
import { neighbour } from './neighbour.ts';

function tidied(graph: Graph): Graph {
  const heap = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 5, y: 5 } })) };
  const result = applyEdit(heap, tidy(heap));
  if (!result.ok) throw new Error(result.problem.message);
  for (const [index, a] of result.graph.nodes.entries()) {
    for (const b of result.graph.nodes.slice(index + 1)) {
      const apart = Math.abs(a.position.x - b.position.x) >= 216;
      const [upper, lower] = a.position.y < b.position.y ? [a, b] : [b, a];
      const below = lower.position.y - upper.position.y >= heightOfNode(upper) + 10;
      expect(apart || below, `${a.id} and ${b.id} overlap`).toBe(true);
    }
  }
  return result.graph;
}
const edge = (source: string, target: string) => ({
  id: `${source}${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});
const columns = (graph: Graph) => Object.fromEntries(graph.nodes.map((node) => [node.id, node.position.x]));

describe('tidy', () => {
  it('stacks a chain, the input on top', () => {
    const { nodes } = tidied(parseTextGraph('input[28,28,1] > conv2d(8,3) > flatten > dense(10)'));
    expect(new Set(nodes.map((node) => node.position.x))).toEqual(new Set([0]));
    expect(nodes.map((node) => node.position.y)).toEqual(
      nodes.map((node) => node.position.y).toSorted((a, b) => a - b),
    );
  });
  it('keeps the longest way straight and puts branches beside it, above where they join', () => {
    const chain = parseTextGraph('input[28,28,1] > conv2d(8,3) > activation > conv2d(8,3) > flatten > dense(10)');
    const branch = { id: 'branch', type: 'conv2d', params: {}, position: { x: 0, y: 0 } };
    const graph = {
      nodes: [...chain.nodes, branch],
      edges: [...chain.edges, edge('conv2d_1', 'branch'), edge('branch', 'flatten_1'), edge('conv2d_1', 'flatten_1')],
    };
    const result = tidied(graph);
    const { branch: beside, ...others } = columns(result);
    expect(new Set(Object.values(others))).toEqual(new Set([0]));
    expect(beside).toBeGreaterThan(216);
    const y = (id: string) => result.nodes.find((node) => node.id === id)?.position.y;
    expect(y('branch')).toBe(y('conv2d_2'));
  });
  it('gives branches that run side by side a column each', () => {
    const chain = parseTextGraph('input[28,28,1] > conv2d(8,3) > conv2d(8,3) > flatten');
    const extra = ['a', 'b'].map((id) => ({ id, type: 'dropout', params: {}, position: { x: 0, y: 0 } }));
    const edges = extra.flatMap(({ id }) => [edge('conv2d_1', id), edge(id, 'flatten_1')]);
    const { a, b } = columns(tidied({ nodes: [...chain.nodes, ...extra], edges: [...chain.edges, ...edges] }));
    expect(a).not.toBe(b);
  });
  it('places what stands on a circle and what stands alone', () => {
    const chain = parseTextGraph('input[4] > dense(4) > dense(4)');
    const alone = { id: 'alone', type: 'dense', params: {}, position: { x: 0, y: 0 } };
    tidied({ nodes: [...chain.nodes, alone], edges: [...chain.edges, edge('dense_2', 'dense_1')] });
  });
  it('leaves an empty canvas empty', () => {
    expect(tidy({ nodes: [], edges: [] })).toEqual({ kind: 'move', positions: {} });
  });
});

it('finds the nearest node in a direction', () => {
  const at = (id: string, x: number, y: number) => ({ id, type: 'dense', params: {}, position: { x, y } });
  const here = at('here', 0, 0);
  const nodes = [here, at('below', 0, 60), at('far-below', 0, 120), at('beside', 250, 10), at('above', 20, -60)];
  expect(neighbour(nodes, here, 'down')?.id).toBe('below');
  expect(neighbour(nodes, here, 'right')?.id).toBe('beside');
  expect(neighbour(nodes, here, 'up')?.id).toBe('above');
  expect(neighbour(nodes, here, 'left')).toBeNull();
});
