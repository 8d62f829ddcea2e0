import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sizesOf } from '../shapes/tensors.ts';
import { anyGraph, pictures, tidyGraph } from '../testing/graphs.ts';
import { runConfig } from '../training/run.ts';
import { analyzeGraph, createAnalyzer } from './analyze.ts';
import { applyEdit } from './apply-edit.ts';
import { insertEdit } from './insert.ts';
import { spliceEdit } from './splice.ts';
import { parseTextGraph } from './text-graph.ts';
import { type Graph, type GraphEdit, graphSchema } from './types.ts';

/** A broken graph, as text or in full, and exactly what is to be found in it. */
const brokenGraph = z.object({
  title: z.string(),
  pictures: z.boolean(),
  /** Settings of the training, where the finding depends on them. */
  training: runConfig.nullable().default(null),
  graph: z.union([z.string().transform(parseTextGraph), graphSchema]),
  problems: z.array(z.object({ message: z.string(), fixes: z.array(z.string()).optional() }).loose()),
});

const folder = new URL('./broken/', import.meta.url);
const broken = readdirSync(folder).map((file) =>
  brokenGraph.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);

/** An edit of whatever is there at a place of the lists; it may not fit. */
const anyChange: fc.Arbitrary<(graph: Graph) => GraphEdit> = fc
  .tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 8 }), fc.constantFrom('dense', 'dropout', 'add', 'relu'))
  .map(([first, second, kind, type]) => (graph) => {
    const pick = (at: number) => graph.nodes[at % Math.max(1, graph.nodes.length)]?.id ?? 'none';
    const edge = graph.edges[first % Math.max(1, graph.edges.length)];
    const [id, other] = [pick(first), pick(second)];
    const edits: readonly GraphEdit[] = [
      { kind: 'set-params', id, params: { units: (second % 9) + 1, activation: 'relu' } },
      { kind: 'set-options', id, options: { frozen: second % 2 === 0 ? true : undefined } },
      { kind: 'set-options', id, options: { shares: second % 2 === 0 ? other : undefined } },
      { kind: 'remove-node', id },
      { kind: 'rename', id, to: `renamed_${second % 5}` },
      {
        kind: 'add-edge',
        edge: { id: `new${second}`, source: id, sourcePort: 'out', target: other, targetPort: 'in' },
      },
      { kind: 'remove-edge', id: edge?.id ?? 'none' },
      (edge && spliceEdit(graph, edge.id, { type })?.edit) ?? insertEdit(graph, { type }).edit,
      { kind: 'move', positions: { [id]: { x: second % 100, y: 0 } } },
    ];
    return edits[kind] as GraphEdit;
  });

describe('a broken graph', () => {
  it.each(broken)('$title', ({ graph, pictures: withPictures, training, problems }) => {
    const dataset = withPictures ? pictures : null;
    const analysis = analyzeGraph(graph, dataset, training);
    const found = analysis.problems.map(({ severity, code, node, edge, param, message, fixes }) => ({
      ...{ severity, code, node, edge, param, message },
      fixes: fixes?.map((fix) => fix.title),
    }));
    expect(JSON.parse(JSON.stringify(found))).toEqual(problems);
    expect(analysis.totals === null).toBe(found.some(({ severity }) => severity === 'error'));

    for (const problem of analysis.problems) {
      const same = ({ code, node, edge, param }: typeof problem) => JSON.stringify({ code, node, edge, param });
      for (const fix of problem.fixes ?? []) {
        const fixed = applyEdit(graph, fix.edit);
        if (!fixed.ok) throw new Error(`${fix.title}: ${fixed.problem.message}`);
        const left = analyzeGraph(fixed.graph, dataset, training).problems.map(same);
        expect(left, `"${fix.title}" leaves its problem`).not.toContain(same(problem));
      }
    }
  });
});

describe('a sound graph', () => {
  const sound = parseTextGraph(
    'input[28,28,1] > rescaling > conv2d(8, 3, activation=relu) > max_pooling2d > flatten > dense(3) > output',
  );

  it('has shapes, weights and totals, and nothing to complain about', () => {
    const { nodes, problems, totals } = analyzeGraph(sound, pictures);
    expect(problems).toEqual([]);
    const shape = (id: string) => sizesOf(nodes.get(id)?.output ?? { dims: [], dtype: 'float32' });
    expect(shape('conv2d_1')).toEqual([26, 26, 8]);
    expect(shape('max_pooling2d_1')).toEqual([13, 13, 8]);
    expect(shape('output_1')).toEqual([3]);
    expect(nodes.get('conv2d_1')?.parameters).toBe(80);
    // Keras: 80 + 0 + (1352 · 3 + 3).
    expect(totals).toMatchObject({ parameters: 4139, trainable: 4139 });
    expect(totals?.activationBytes).toBe(4 * (784 + 784 + 5408 + 1352 + 1352 + 3 + 3));
  });

  it('counts the moving statistics of a normalization as not trainable', () => {
    const graph = parseTextGraph('input[8,8,3] > batch_normalization > flatten > dense(3) > output');
    expect(analyzeGraph(graph).totals).toMatchObject({ parameters: 12 + 579, trainable: 6 + 579 });
  });

  it('says nothing of a dataset that is not there', () => {
    expect(analyzeGraph(parseTextGraph('input[100] > dense(7) > output')).problems).toEqual([]);
  });
});

describe('any graph', () => {
  it('is analyzed without throwing, every node accounted for', () => {
    fc.assert(
      fc.property(anyGraph, fc.boolean(), (graph, withData) => {
        const analysis = analyzeGraph(graph, withData ? pictures : null);
        expect([...analysis.nodes.keys()].toSorted()).toEqual([...new Set(graph.nodes.map(({ id }) => id))].toSorted());
        const hasErrors = analysis.problems.some(({ severity }) => severity === 'error');
        expect(analysis.totals === null).toBe(hasErrors);
        for (const { message } of analysis.problems) expect(message).not.toMatch(/undefined|\{input|\[object/);
      }),
      { numRuns: 500 },
    );
  });

  it('has only fixes that can be applied', () => {
    fc.assert(
      fc.property(tidyGraph, (graph) => {
        for (const { fixes = [] } of analyzeGraph(graph, pictures).problems) {
          for (const { title, edit } of fixes) expect(applyEdit(graph, edit), title).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same from an analyzer that remembers, after any edits', () => {
    const config = runConfig.parse({ batchSize: 1 });
    fc.assert(
      fc.property(tidyGraph, fc.array(anyChange, { maxLength: 8 }), (start, changes) => {
        const analyzer = createAnalyzer();
        let graph = start;
        expect(analyzer(graph, pictures, config)).toEqual(analyzeGraph(graph, pictures, config));
        for (const change of changes) {
          const edited = applyEdit(graph, change(graph));
          if (!edited.ok) continue;
          graph = edited.graph;
          expect(analyzer(graph, pictures, config)).toEqual(analyzeGraph(graph, pictures, config));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('speed', () => {
  it('infers again only what lies below an edit', () => {
    const layers = Array.from({ length: 40 }, (_, index) => `d${index}:dense(${8 + index}, relu)`).join(' > ');
    const graph = parseTextGraph(`input[12] > ${layers} > dense(3) > output`);
    const analyzer = createAnalyzer();
    const before = analyzer(graph);
    const edited = applyEdit(graph, { kind: 'set-params', id: 'd30', params: { units: 77, activation: 'relu' } });
    if (!edited.ok) throw new Error(edited.problem.message);
    const after = analyzer(edited.graph);
    const again = [...after.nodes].filter(([id, node]) => before.nodes.get(id) !== node).map(([id]) => id);
    // Its own result and that of the next, which sees another shape.
    expect(again).toEqual(['d30', 'd31']);
  });

  it('keeps results of nodes that an edit does not reach', () => {
    const graph = parseTextGraph('input[8,8,3] > conv2d(4,3) > flatten > a:dense(5) > b:dense(3) > output');
    const analyzer = createAnalyzer();
    const before = analyzer(graph).nodes;
    const edited = applyEdit(graph, { kind: 'set-params', id: 'a', params: { units: 5, activation: 'relu' } });
    if (!edited.ok) throw new Error(edited.problem.message);
    const after = analyzer(edited.graph).nodes;
    expect(after.get('conv2d_1')).toBe(before.get('conv2d_1'));
    expect(after.get('a')).not.toBe(before.get('a'));
    // Its shape came out the same, so what follows stays too.
    expect(after.get('b')).toBe(before.get('b'));
  });
});
