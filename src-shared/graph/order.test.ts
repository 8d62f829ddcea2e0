import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph } from '../testing/graphs.ts';
import { orderOf, topologicalOrder } from './order.ts';
import { parseTextGraph } from './text-graph.ts';
import { wiringOf } from './wiring.ts';

describe('order', () => {
  it('puts sources first and keeps the order of the graph otherwise', () => {
    const graph = parseTextGraph('a:add > output; b:dense > @a; c:dense > @a');
    expect(topologicalOrder(graph)).toEqual(['b', 'c', 'a', 'output_1']);
  });

  it('finds circles, also of one, and leaves them out', () => {
    const graph = parseTextGraph('a:dense > b:dense > @a; c:dense > @c; @b > d:dense');
    const { order, cycles } = orderOf(wiringOf(graph));
    expect(cycles.map((cycle) => cycle.toSorted())).toEqual([['a', 'b'], ['c']]);
    expect(order).toEqual(['d']);
  });

  it('walks a chain of 20,000 layers without exhausting the stack', () => {
    const length = 20_000;
    const nodes = Array.from({ length }, (_, index) => ({
      id: `n${index}`,
      type: 'dropout',
      params: {},
      position: { x: 0, y: 0 },
    }));
    const edges = nodes.slice(1).map((node, index) => ({
      id: `e${index}`,
      source: `n${index}`,
      sourcePort: 'out',
      target: node.id,
      targetPort: 'in',
    }));
    expect(topologicalOrder({ nodes, edges })).toHaveLength(length);
  });

  it('has every node either in the order, behind its sources, or on a circle', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const wiring = wiringOf(graph);
        const { order, cycles } = orderOf(wiring);
        expect([...order, ...cycles.flat()].toSorted()).toEqual([...wiring.nodes.keys()].toSorted());
        const cyclic = new Set(cycles.flat());
        for (const [at, id] of order.entries()) {
          for (const { source } of wiring.incoming.get(id) ?? []) {
            if (!cyclic.has(source)) expect(order.indexOf(source)).toBeLessThan(at);
          }
        }
      }),
    );
  });
});
