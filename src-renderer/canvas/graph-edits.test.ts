import { describe, expect, it } from 'vitest';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { GROUP_CARD_HEIGHT, NODE_GAP } from '#shared/graph/node-size.ts';
import { shownGraph } from '#shared/graph/shown-graph.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import { blankGraph } from '#shared/templates/blank.ts';
import { appendBlock, blockKey } from './block-edits.ts';
import { addAfter, addBefore, append, connect, downstream, splice, whyNotConnect } from './graph-edits.ts';

const node = (id: string, type: string, y: number) => ({ id, type, params: {}, position: { x: 0, y } });
const edge = (source: string, target: string) => ({
  id: `${source}->${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});

const chain: Graph = {
  nodes: [
    node('input_1', 'input', 0),
    node('flatten_1', 'flatten', 62),
    node('dense_1', 'dense', 124),
    node('output_1', 'output', 186),
  ],
  edges: [edge('input_1', 'flatten_1'), edge('flatten_1', 'dense_1'), edge('dense_1', 'output_1')],
};

function applied(graph: Graph, edit: GraphEdit | null | undefined): Graph {
  if (!edit) throw new Error('no edit');
  const result = applyEdit(graph, edit);
  if (!result.ok) throw new Error(result.problem.message);
  return result.graph;
}
const arrows = (graph: Graph) => graph.edges.map(({ source, target }) => `${source} ${target}`).sort();

const end = (node: string) => ({ node, port: null });

describe('append', () => {
  it('goes into the only edge that leaves the selected layer', () => {
    const { edit, select } = append(chain, 'dropout', 'flatten_1');
    expect(select).toEqual(['dropout_1']);
    expect(arrows(applied(chain, edit))).toEqual([
      'dense_1 output_1',
      'dropout_1 dense_1',
      'flatten_1 dropout_1',
      'input_1 flatten_1',
    ]);
  });
  it('goes before the output where nothing is selected, and where the output is', () => {
    for (const selected of [null, 'output_1']) {
      const grown = applied(chain, append(chain, 'dense', selected).edit);
      expect(arrows(grown)).toContain('dense_2 output_1');
      expect(arrows(grown)).toContain('dense_1 dense_2');
    }
  });
  it('starts an empty canvas', () => {
    const empty: Graph = { nodes: [], edges: [] };
    expect(applied(empty, append(empty, 'input', null).edit).nodes.map(({ id }) => id)).toEqual(['input_1']);
  });
  it('grows between input and output of an empty canvas, until the output is reached', () => {
    const blank = blankGraph();
    const once = applied(blank, append(blank, 'flatten', null).edit);
    expect(arrows(once)).toEqual(['flatten_1 output_1', 'input_1 flatten_1']);
    const twice = applied(once, append(once, 'dense', 'flatten_1').edit);
    expect(arrows(twice)).toEqual(['dense_1 output_1', 'flatten_1 dense_1', 'input_1 flatten_1']);
    const block = applied(blank, appendBlock(blank, blockKey('mlp'), 'input_1')?.edit);
    expect(block.edges.filter(({ target }) => target === 'output_1')).toHaveLength(1);
    const blocks = ['transformer_encoder', 'transformer_encoder', 'transformer_encoder'].reduce(
      (graph, type) => applied(graph, appendBlock(graph, blockKey(type), null)?.edit),
      blank,
    );
    const cards = shownGraph(blocks).cards.map(({ box }) => box.y);
    const output = blocks.nodes.find(({ id }) => id === 'output_1')?.position.y ?? 0;
    expect(cards.map((y) => output - y)).toEqual([3, 2, 1].map((rows) => rows * (GROUP_CARD_HEIGHT + NODE_GAP)));
  });
  it('branches from a layer that leads to several', () => {
    const branched = applied(chain, addAfter(chain, 'dense', 'flatten_1', { x: 250, y: 124 })?.edit);
    const grown = applied(branched, append(branched, 'dropout', 'flatten_1').edit);
    expect(arrows(grown)).toContain('flatten_1 dropout_1');
    expect(arrows(grown)).toContain('flatten_1 dense_1');
  });
});

describe('splice', () => {
  it('refuses a layer that takes no input', () => {
    expect(splice(chain, 'flatten_1->dense_1', 'input')).toBeNull();
  });
});

describe('ports', () => {
  const states = parseTextGraph(
    'input[12,2] > l:lstm(6, return_state=true) > d:dense(6) > output; @l:state_h > h:dense(6); @input_1 > g:gru(6)',
  );
  const portsInto = (graph: Graph, id: string) =>
    graph.edges
      .filter(({ target }) => target === id)
      .map(({ source, sourcePort, targetPort }) => [source, sourcePort, targetPort].join(' '));

  it('leads a state into the state of a new layer, and anything else into its first input', () => {
    const added = applied(states, addAfter(states, 'lstm', 'l', { x: 0, y: 0 }, 'state_c')?.edit);
    expect(portsInto(added, 'lstm_1')).toEqual(['l state_c initial_c']);
    const attended = applied(states, addAfter(states, 'attention', 'd', { x: 0, y: 0 })?.edit);
    expect(portsInto(attended, 'attention_1')).toEqual(['d out query']);
  });
  it('goes into the edge of the output that it was asked for', () => {
    const grown = applied(states, append(states, 'dropout', 'l', 'state_h').edit);
    expect(portsInto(grown, 'dropout_1')).toEqual(['l state_h in']);
    expect(portsInto(grown, 'h')).toEqual(['dropout_1 out in']);
    expect(portsInto(grown, 'd')).toEqual(['l out in']);
  });
  it('feeds an open input, and stands in the edge of one that is fed', () => {
    const place = { x: 300, y: 0 };
    const onto = { node: 'g', port: 'initial_h' };
    const fed = applied(states, addBefore(states, 'dense', onto, place)?.edit);
    expect(portsInto(fed, 'g')).toEqual(['input_1 out in', 'dense_1 out initial_h']);
    const between = applied(states, addBefore(states, 'dropout', { node: 'd', port: 'in' }, place)?.edit);
    expect(portsInto(between, 'd')).toEqual(['dropout_1 out in']);
    expect(portsInto(between, 'dropout_1')).toEqual(['l out in']);
    const replaced = applied(states, addBefore(states, 'input', { node: 'd', port: 'in' }, place)?.edit);
    expect(portsInto(replaced, 'd')).toEqual(['input_2 out in']);
    expect(addBefore(states, 'dense', { node: 'nowhere', port: 'in' }, place)).toBeNull();
  });
});

describe('connect', () => {
  it('takes over the input of a layer that has one', () => {
    const joined = applied(chain, connect(chain, end('input_1'), end('dense_1')));
    expect(arrows(joined)).toEqual(['dense_1 output_1', 'input_1 dense_1', 'input_1 flatten_1']);
  });
  it('says why two layers can’t be connected', () => {
    expect(whyNotConnect(chain, end('dense_1'), end('flatten_1'))).toBe('that would make a circle');
    expect(whyNotConnect(chain, end('dense_1'), end('dense_1'))).toBe('a layer can’t feed itself');
    expect(whyNotConnect(chain, end('dense_1'), end('input_1'))).toBe('input_1 takes no input');
    expect(whyNotConnect(chain, end('flatten_1'), end('dense_1'))).toBe('they are connected already');
    expect(connect(chain, end('dense_1'), end('flatten_1'))).toBeNull();
  });

  it('goes to the named port that it is drawn to, which lets go of what it had', () => {
    const attention = parseTextGraph(
      'input[4,8] > a:dense(8) > m:multi_head_attention > output; b:dense(8); @input_1 > @b; @a > @m:value',
    );
    const onto = (port: string) => ({ node: 'm', port });
    const twice = applied(attention, connect(attention, { node: 'a', port: 'out' }, onto('key')));
    expect(twice.edges.filter(({ target }) => target === 'm').map(({ targetPort }) => targetPort)).toContain('key');
    const replaced = applied(attention, connect(attention, { node: 'b', port: 'out' }, onto('value')));
    const intoValue = replaced.edges.filter(({ target, targetPort }) => target === 'm' && targetPort === 'value');
    expect(intoValue.map(({ source }) => source)).toEqual(['b']);
    expect(whyNotConnect(attention, { node: 'a', port: 'out' }, onto('value'))).toBe('they are connected already');
  });
});

it('finds everything that comes after a layer', () => {
  expect([...downstream(chain, 'flatten_1')].sort()).toEqual(['dense_1', 'output_1']);
});
