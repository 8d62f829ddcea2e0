import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyzeGraph } from '../graph/analyze.ts';
import { applyEdit } from '../graph/apply-edit.ts';
import { parseTextGraph } from '../graph/text-graph.ts';
import type { Graph, GraphEdit } from '../graph/types.ts';
import { paramFields } from '../layers/fields.ts';
import { sizesOf } from '../shapes/tensors.ts';
import golden from './golden/blocks.json' with { type: 'json' };
import { allBlocks, blocks, getBlock } from './index.ts';
import { insertBlock } from './insert-block.ts';

const cases = z
  .array(
    z.object({
      block: z.string(),
      inputs: z.array(z.array(z.number())),
      params: z.record(z.string(), z.unknown()),
      output: z.array(z.number()),
      parameters: z.number(),
    }),
  )
  .parse(golden)
  .filter(({ block }) => Object.hasOwn(blocks, block));

function applied(graph: Graph, edit: GraphEdit): Graph {
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.graph;
}

describe.each(cases)('$block $params of $inputs', ({ block, inputs, params, output, parameters }) => {
  const definition = getBlock(block);
  if (!definition) throw new Error(`no block ${block}`);
  const before: Graph = {
    nodes: inputs.map((shape, index) => ({
      id: `x${index}`,
      type: 'input',
      params: { shape },
      position: { x: index * 300, y: 0 },
    })),
    edges: [],
  };
  const inserted = insertBlock(
    before,
    definition,
    { kind: 'after', sources: before.nodes.map(({ id }) => ({ id, port: 'out' })) },
    { params },
  );
  if (!inserted) throw new Error('not inserted');
  const graph = applied(before, inserted.edit);

  it('gives the shape and has the parameters of what others wrote', () => {
    const { nodes } = analyzeGraph(graph);
    const exit = nodes.get(inserted.exit.id)?.output;
    expect(exit && sizesOf(exit)).toEqual(output);
    expect([...nodes.values()].reduce((sum, node) => sum + (node.parameters ?? Number.NaN), 0)).toBe(parameters);
  });

  it('is a group of all its layers, laid out without overlap and without problems but the missing end', () => {
    expect(graph.groups?.map(({ id }) => id)).toEqual([inserted.group]);
    const inside = graph.nodes.filter((node) => node.group === inserted.group);
    expect(inside.map(({ id }) => id)).toEqual(inserted.ids);
    expect(new Set(inside.map(({ position }) => `${position.x},${position.y}`)).size).toBe(inside.length);
    const codes = analyzeGraph(graph).problems.flatMap(({ code, severity }) => (severity === 'tip' ? [] : [code]));
    expect(codes.filter((code) => !['no-output', 'unused-layer', 'unscaled-pictures'].includes(code))).toEqual([]);
  });
});

describe.each(allBlocks)('the block $type', (block) => {
  it('is registered under its own name, described, and compared with a model of others', () => {
    expect(getBlock(block.type)).toBe(block);
    for (const text of Object.values(block.doc)) expect(text.length).toBeGreaterThan(5);
    expect(cases.some((one) => one.block === block.type)).toBe(true);
  });

  it('has a title and a sentence for each of its few parameters', () => {
    const fields = paramFields(block);
    expect(fields.length).toBeLessThan(7);
    for (const field of fields) expect(field.title && field.description).toBeTruthy();
  });

  it('can stand alone, its inputs open', () => {
    const inserted = insertBlock({ nodes: [], edges: [] }, block, { kind: 'free' });
    const graph = applied({ nodes: [], edges: [] }, inserted?.edit ?? { kind: 'batch', edits: [] });
    expect(graph.nodes.length).toBeGreaterThan(1);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
  });
});

describe('a block on a connection', () => {
  const graph = parseTextGraph('input[8,8,3] > rescaling(0.1) > a:conv2d(4,3) > b:flatten > dense(2) > output');
  const block = getBlock('residual_conv');
  const inserted = block && insertBlock(graph, block, { kind: 'edge', edge: 'a->b' }, { params: { filters: 4 } });
  if (!inserted) throw new Error('not inserted');
  const after = applied(graph, inserted.edit);

  it('lies between its ends, which it pushes apart', () => {
    expect(after.edges.filter(({ target }) => target === 'b').map(({ source }) => source)).toEqual([inserted.exit.id]);
    expect(after.edges.some(({ source, target }) => source === 'a' && target === 'b')).toBe(false);
    expect(analyzeGraph(after).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const heights = after.nodes.filter(({ position }) => position.x === 0).map(({ position }) => position.y);
    expect(new Set(heights).size).toBe(heights.length);
  });

  it('is undone as one edit', () => {
    const result = applyEdit(graph, inserted.edit);
    if (!result.ok) throw new Error('not applied');
    expect(applied(after, result.inverse)).toEqual(graph);
  });

  it('is refused where there is no such connection', () => {
    expect(block && insertBlock(graph, block, { kind: 'edge', edge: 'nowhere' })).toBeNull();
  });
});
