import { expect, it } from 'vitest';
import { createAnalyzer } from '#shared/graph/analyze.ts';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import { flowParts } from './flow-parts.ts';

const chain = Array.from({ length: 100 }, () => 'conv2d(8, 3, padding=same)').join(' > ');
const graph = parseTextGraph(`input[32,32,3] > ${chain} > flatten > dense(10) > output`);

it('draws again only what an edit changed', () => {
  const analyze = createAnalyzer();
  const draw = (shown: Graph, selected: string[] = []) =>
    flowParts({ graph: shown, analysis: analyze(shown, null), preview: null, selection: new Set(selected) });
  const before = draw(graph);
  const edit: GraphEdit = {
    kind: 'set-params',
    id: 'conv2d_50',
    params: { filters: 8, kernel_size: [5, 5], padding: 'same' },
  };
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(result.problem.message);
  const after = draw(result.graph);
  const isNew = <Part extends { id: string }>(part: Part, at: number, old: readonly Part[]) => part !== old[at];
  expect(after.nodes.filter((node, at) => isNew(node, at, before.nodes)).map(({ id }) => id)).toEqual(['conv2d_50']);
  expect(after.edges.filter((edge, at) => isNew(edge, at, before.edges))).toEqual([]);

  const selected = draw(result.graph, ['conv2d_7']);
  expect(selected.nodes.filter((node, at) => isNew(node, at, after.nodes)).map(({ id }) => id)).toEqual(['conv2d_7']);
});
