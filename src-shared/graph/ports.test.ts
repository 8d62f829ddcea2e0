import { describe, expect, it } from 'vitest';
import { allLayers } from '../layers/index.ts';
import { NODE_WIDTH, portX } from './node-size.ts';
import { freePort } from './ports.ts';
import { parseTextGraph } from './text-graph.ts';

describe('rare ports', () => {
  it.each(allLayers.filter(({ ports }) => ports?.some(({ rare }) => rare)))(
    'of $type are its last, and stand apart',
    ({ ports = [] }) => {
      const rare = ports.filter((port) => port.rare).length;
      expect(ports.slice(-rare).every((port) => port.rare && port.optional)).toBe(true);
      const places = ports.map((_, index) => portX(index, ports.length, rare)).sort((a, b) => a - b);
      const gaps = [...places, NODE_WIDTH].map((place, index) => place - (places[index - 1] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(20);
    },
  );

  it('leave the others where they stand without them', () => {
    expect([0, 1, 2].map((index) => portX(index, 7, 4))).toEqual([0, 1, 2].map((index) => portX(index, 3)));
  });

  it('are taken by hand only', () => {
    const graph = parseTextGraph('x:input[4,8] > a:multi_head_attention > output; @x > @a; @x > @a');
    expect(graph.edges.filter(({ target }) => target === 'a').map(({ targetPort }) => targetPort)).toEqual([
      ...['query', 'value', 'key'],
    ]);
    expect(freePort(graph, 'a')).toBe('key');
  });
});
