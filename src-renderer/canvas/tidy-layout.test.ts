import { expect, it } from 'vitest';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { neighbour } from './neighbour.ts';
import { tidy } from './tidy-layout.ts';

it('stacks a chain without overlaps, the input on top', () => {
  const graph = parseTextGraph('input[28,28,1] > conv2d(8,3) > flatten > dense(10)');
  const heap = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 5, y: 5 } })) };
  const result = applyEdit(heap, tidy(heap));
  if (!result.ok) throw new Error(result.problem.message);
  const ys = result.graph.nodes.map((node) => node.position.y);
  for (const [index, y] of ys.entries()) if (index > 0) expect(y - (ys[index - 1] ?? 0)).toBeGreaterThanOrEqual(28);
  expect(new Set(result.graph.nodes.map((node) => node.position.x)).size).toBe(1);
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
