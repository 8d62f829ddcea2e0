import { expect, it } from 'vitest';
import { applyEdit } from '../graph/apply-edit.ts';
import { heightOfNode, NODE_GAP } from '../graph/node-size.ts';
import { parseTextGraph } from '../graph/text-graph.ts';
import { allBlocks } from './index.ts';
import { insertBlock } from './insert-block.ts';

it.each(allBlocks)('layers of $type stand evenly below each other', (block) => {
  const graph = parseTextGraph('input[8,8,4]');
  const sources = block.ports.map(() => ({ id: 'input_1', port: 'out' }));
  const inserted = insertBlock(graph, block, { kind: 'after', sources });
  const result = inserted && applyEdit(graph, inserted.edit);
  if (!inserted || !result?.ok) throw new Error('the block was not put in');
  const nodes = result.graph.nodes.filter(({ group }) => group === inserted.group);
  const rows = Map.groupBy(nodes, ({ position }) => position.y);
  const tops = [...rows.keys()].sort((a, b) => a - b);
  for (const [index, top] of tops.slice(0, -1).entries()) {
    const highest = Math.max(...(rows.get(top) ?? []).map(heightOfNode));
    expect((tops[index + 1] ?? 0) - top - highest).toBe(NODE_GAP);
  }
});
