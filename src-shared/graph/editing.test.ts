import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tensorOf } from '../shapes/tensors.ts';
import { tidyGraph } from '../testing/graphs.ts';
import { applyEdit } from './apply-edit.ts';
import { clipFromText, clipToText, copyNodes, pasteEdit } from './copy.ts';
import { appendEdit, insertEdit, removeEdit } from './insert.ts';
import { nextEdgeId, nextId } from './names.ts';
import { NODE_GAP } from './node-size.ts';
import { ROW, spliceEdit } from './splice.ts';
import { suggestNext } from './suggest.ts';
import { parseTextGraph } from './text-graph.ts';
import type { Graph, GraphEdit } from './types.ts';

const applied = (graph: Graph, edit: GraphEdit | undefined): Graph => {
  if (!edit) throw new Error('no edit');
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(result.problem.message);
  return result.graph;
};
const links = (graph: Graph) => graph.edges.map(({ source, target }) => `${source}>${target}`);

const chain = parseTextGraph('input[8] > a:dense(4) > b:dense(3) > output');

describe('names', () => {
  it('count up by type, over gaps', () => {
    const graph = parseTextGraph('dense > dense > x:dense');
    expect(nextId(graph, 'dense')).toBe('dense_3');
    expect(nextId(graph, 'dense', ['dense_3'])).toBe('dense_4');
    expect(nextId(graph, '42 größe!')).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);
  });

  it('tell two edges between the same layers apart', () => {
    const graph = parseTextGraph('a:dense > b:add; @a > @b');
    expect(graph.edges.map(({ id }) => id)).toEqual(['a->b', 'a->b#2']);
    expect(nextEdgeId(graph, 'a', 'b')).toBe('a->b#3');
  });
});

describe('a layer dropped on an edge', () => {
  it('stands between the two, and what is below makes room', () => {
    const spliced = spliceEdit(chain, 'a->b', { type: 'dropout' });
    const graph = applied(chain, spliced?.edit);
    expect(spliced?.id).toBe('dropout_1');
    expect(links(graph)).toEqual(['input_1>a', 'a>dropout_1', 'dropout_1>b', 'b>output_1']);
    expect(graph.nodes.map(({ id, position }) => [id, position.y])).toEqual([
      ['input_1', 0],
      ['a', ROW],
      ['b', ROW + 40 + NODE_GAP + 28 + NODE_GAP],
      ['output_1', 2 * ROW + 40 + NODE_GAP + 28 + NODE_GAP],
      ['dropout_1', ROW + 40 + NODE_GAP],
    ]);
  });

  it('keeps the order of inputs of a layer that joins', () => {
    const graph = parseTextGraph('input[4] > a:dense(4) > sum:concatenate; @input_1 > @sum; b:dense > @sum');
    const after = applied(graph, spliceEdit(graph, 'a->sum', { type: 'dropout' })?.edit);
    expect(after.edges.filter(({ target }) => target === 'sum').map(({ source }) => source)).toEqual([
      'dropout_1',
      'input_1',
      'b',
    ]);
  });

  it('needs an edge', () => {
    expect(spliceEdit(chain, 'nowhere', { type: 'dropout' })).toBeNull();
  });
});

describe('adding and deleting', () => {
  it('adds alone or behind another', () => {
    expect(applied(chain, insertEdit(chain, { type: 'flatten' }).edit).nodes.at(-1)?.position).toEqual({
      x: 0,
      y: 4 * ROW,
    });
    const appended = appendEdit(chain, 'b', { type: 'dropout', params: { rate: 0.1 } });
    expect(links(applied(chain, appended?.edit))).toContain('b>dropout_1');
    expect(appendEdit(chain, 'zzz', { type: 'dropout' })).toBeNull();
  });

  it('closes the gap that deleted layers leave', () => {
    const both = applied(chain, removeEdit(chain, ['a', 'b']));
    expect(links(both)).toEqual(['input_1>output_1']);
    expect(links(applied(chain, removeEdit(chain, ['a'], false)))).toEqual(['b>output_1']);
  });

  it('leaves a gap where there is no single way on', () => {
    const graph = parseTextGraph('input[4] > sum:add > output; @input_1 > @sum');
    expect(links(applied(graph, removeEdit(graph, ['sum'])))).toEqual([]);
  });

  it('can delete any part of any graph', () => {
    fc.assert(
      fc.property(tidyGraph, fc.array(fc.nat(9), { maxLength: 6 }), (graph, picks) => {
        const ids = picks.flatMap((pick) => graph.nodes[pick]?.id ?? []);
        const left = applied(graph, removeEdit(graph, ids));
        expect(left.nodes.some(({ id }) => ids.includes(id))).toBe(false);
      }),
    );
  });
});

describe('copy and paste', () => {
  it('takes connections among the copied along, under fresh names', () => {
    const clip = copyNodes(chain, ['a', 'b']);
    const { edit, ids } = pasteEdit(chain, clip, { x: 10, y: 5 });
    const graph = applied(chain, edit);
    expect(ids).toEqual(['dense_1', 'dense_2']);
    expect(links(graph)).toContain('dense_1>dense_2');
    expect(graph.nodes.find(({ id }) => id === 'dense_1')).toMatchObject({
      params: { units: 4 },
      position: { x: 10, y: ROW + 5 },
    });
  });

  it('travels as text, and takes no other text for layers', () => {
    const clip = copyNodes(chain, ['a', 'b']);
    expect(clipFromText(clipToText(clip))).toEqual(clip);
    for (const other of ['', 'hello', '{}', '{"format":"strata-layers","graph":{"nodes":3}}']) {
      expect(clipFromText(other)).toBeNull();
    }
  });

  it('can paste any part of any graph twice', () => {
    fc.assert(
      fc.property(tidyGraph, (graph) => {
        const clip = copyNodes(
          graph,
          graph.nodes.map(({ id }) => id),
        );
        const once = applied(graph, pasteEdit(graph, clip).edit);
        const twice = applied(once, pasteEdit(once, clip).edit);
        expect(twice.nodes).toHaveLength(3 * graph.nodes.length);
        expect(twice.edges).toHaveLength(3 * graph.edges.length);
      }),
    );
  });
});

describe('suggestions', () => {
  it('begin with what usually follows, and say why others do not fit', () => {
    const after = suggestNext('conv2d', tensorOf([8, 8, 4]));
    expect(after[0]?.definition.type).toBe('batch_normalization');
    expect(after.findIndex(({ reason }) => reason !== null)).toBeGreaterThan(after.length / 2);
    const convolution = suggestNext('flatten', tensorOf([9])).find(({ definition }) => definition.type === 'conv2d');
    expect(convolution?.reason).toMatch(/expects a 4-D input .* from here/);
  });

  it('show the shape that comes out', () => {
    const flat = suggestNext('conv2d', tensorOf([8, 8, 4])).find(({ definition }) => definition.type === 'flatten');
    expect(flat?.output?.dims.map(({ size }) => size)).toEqual([256]);
  });

  it('leave all open while the shape is not known', () => {
    expect(suggestNext(null, null).every(({ reason }) => reason === null)).toBe(true);
    expect(suggestNext('unheard_of', null).some(({ definition }) => definition.role === 'input')).toBe(false);
  });
});
