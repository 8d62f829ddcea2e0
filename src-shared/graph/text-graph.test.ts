import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW } from './splice.ts';
import { parseTextGraph } from './text-graph.ts';

const edgesOf = (text: string) => parseTextGraph(text).edges.map(({ source, target }) => `${source}>${target}`);

describe('a text graph', () => {
  it('is a chain of layers with parameters by position and by name', () => {
    const graph = parseTextGraph('input[28,28,1] > conv2d(8, 3x3, padding=same) > flatten > dense(10, relu) > output');
    expect(graph.nodes.map(({ id, params }) => [id, params])).toEqual([
      ['input_1', { shape: [28, 28, 1] }],
      ['conv2d_1', { filters: 8, kernel_size: [3, 3], padding: 'same' }],
      ['flatten_1', {}],
      ['dense_1', { units: 10, activation: 'relu' }],
      ['output_1', {}],
    ]);
    expect(graph.edges).toHaveLength(4);
    expect(graph.nodes.map(({ position }) => position.y)).toEqual([0, 1, 2, 3, 4].map((row) => row * ROW));
  });

  it('branches and joins by name, in the order of the text', () => {
    expect(edgesOf('x:input[4] > a:dense(4) > sum:add > output; @x > @sum')).toEqual([
      'x>a',
      'a>sum',
      'sum>output_1',
      'x>sum',
    ]);
  });

  it('reads values of every kind', () => {
    const [node] = parseTextGraph('conv2d(filters=8, use_bias=false, strides=[2,2], activation=null)').nodes;
    expect(node?.params).toEqual({ filters: 8, use_bias: false, strides: [2, 2], activation: null });
  });

  it('keeps types that it does not know', () => {
    expect(parseTextGraph('lambda > output').nodes[0]).toMatchObject({ id: 'lambda_1', type: 'lambda' });
  });

  it.each(['input[8] > ', 'dense((', 'rescaling(1,2,3)', '> dense', 'dense(units=%)', '8'])('refuses %j', (text) => {
    expect(() => parseTextGraph(text)).toThrow(/can't read/);
  });

  it('gives back layers and connections of any chain', () => {
    const type = fc.constantFrom('dense', 'flatten', 'dropout', 'add', 'conv2d');
    fc.assert(
      fc.property(fc.array(type, { minLength: 1, maxLength: 12 }), (types) => {
        const graph = parseTextGraph(types.join(' > '));
        expect(graph.nodes.map((node) => node.type)).toEqual(types);
        expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(types.length);
        expect(graph.edges).toHaveLength(types.length - 1);
      }),
    );
  });
});
