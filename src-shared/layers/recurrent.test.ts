import { describe, expect, it } from 'vitest';
import { analyzeGraph } from '../graph/analyze.ts';
import { parseTextGraph } from '../graph/text-graph.ts';
import { sizesOf } from '../shapes/tensors.ts';
import { getLayer } from './index.ts';
import { parseParams } from './parse-params.ts';

const analyze = (text: string) => analyzeGraph(parseTextGraph(text));
const codes = (text: string) => analyze(text).problems.map(({ code, node }) => `${code} ${node}`);

describe('recurrent layers in a graph', () => {
  it('give their states, and start from states', () => {
    const text =
      'x:input[7,3] > e:lstm(4, return_state=true); y:input[5,2] > d:lstm(4, return_sequences=true) > output; @e:state_h > @d:initial_h; @e:state_c > @d:initial_c';
    const { nodes, problems } = analyze(text);
    expect(problems).toEqual([]);
    expect(sizesOf(nodes.get('d')?.output as never)).toEqual([5, 4]);
  });

  it('want all states, of their size', () => {
    const started = 'x:input[7,3] > r:lstm(4) > output; y:input[4] > @r:initial_h';
    expect(codes(started)).toEqual(['missing-state r']);
    expect(codes(`${started}; z:input[5] > @r:initial_c`)).toEqual(['shape-mismatch r']);
    expect(codes(`${started}; z:input[4] > @r:initial_c`)).toEqual([]);
  });

  it('need steps, and say how to get them', () => {
    const { problems } = analyze('input[7] > gru(4) > output');
    expect(problems.map(({ code }) => code)).toEqual(['rank-mismatch']);
    expect(problems[0]?.fixes?.map(({ title }) => title)).toEqual([
      'Add the missing features axis: 7 × 1, each value a time step',
      'Add the missing time axis: 1 × 7, all in one time step',
    ]);
    const stacked = analyze('input[7,3] > gru(4) > gru(4) > output').problems;
    expect(stacked[0]?.fixes?.[0]?.title).toBe('Let gru_1 return sequences');
    expect(codes('input[7,3] > gru(4) > gru(4) > output')).toEqual(['rank-mismatch gru_2']);
  });

  it('own up to a stateful layer that keeps nothing', () => {
    expect(codes('input[7,3] > gru(4, stateful=true) > output')).toEqual([]);
    const graph = parseTextGraph('input[2,7,3] > each:time_distributed > flatten > dense(2) > output');
    const layer = { type: 'gru', params: { units: 4, stateful: true } };
    const nodes = graph.nodes.map((node) => (node.id === 'each' ? { ...node, params: { layer } } : node));
    const { problems } = analyzeGraph({ ...graph, nodes });
    expect(problems.filter(({ node }) => node === 'each').map(({ code }) => code)).toEqual(['stateful-not-kept']);
  });
});

describe('in Keras files', () => {
  it('their weights stand in the cells, of both directions where there are two', () => {
    const places = (type: string, raw: Record<string, unknown>) => {
      const definition = getLayer(type);
      return definition?.keras.variables?.(parseParams(definition, raw).params);
    };
    expect(places('lstm', { use_bias: false })).toEqual(['cell/vars/0', 'cell/vars/1']);
    const inner = { type: 'gru', params: { use_bias: false } };
    expect(places('bidirectional', { layer: inner })).toEqual(
      ['forward_layer', 'backward_layer'].flatMap((side) => [0, 1].map((index) => `${side}/cell/vars/${index}`)),
    );
    expect(places('time_distributed', { layer: { type: 'lstm', params: {} } })?.[2]).toBe('layer/cell/vars/2');
    expect(places('time_distributed', {})?.slice(0, 2)).toEqual(['layer/vars/0', 'layer/vars/1']);
  });
});
