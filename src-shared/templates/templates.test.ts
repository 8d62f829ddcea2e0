import { describe, expect, it } from 'vitest';
import type { DatasetShape } from '../data/types.ts';
import { analyzeGraph } from '../graph/analyze.ts';
import { applyEdit } from '../graph/apply-edit.ts';
import { toKerasConfigs } from '../graph/keras-config.ts';
import { boxOfNode, foldEdit, shownGraph } from '../graph/shown-graph.ts';
import { type Graph, graphSchema } from '../graph/types.ts';
import { parseParams } from '../layers/parse-params.ts';
import { pictures } from '../testing/graphs.ts';
import { blankGraph } from './blank.ts';
import { allTemplates, getTemplate, templates } from './index.ts';

const many: DatasetShape = {
  columns: [
    { name: 'image', type: 'image' },
    { name: 'kind', type: 'category', classes: Array.from({ length: 12 }, (_, index) => `class ${index}`) },
  ],
  samples: { train: 5000, validation: 500, test: 500 },
};

describe.each(allTemplates)('the template $id', (template) => {
  it('is registered under its own id', () => {
    expect(getTemplate(template.id)).toBe(template);
    expect(Object.keys(templates)).toContain(template.id);
    expect(template.description).toMatch(/\.$/);
  });

  const datasets: [string, DatasetShape | null][] = [
    ['three classes', pictures],
    ['twelve classes', many],
  ];
  it.each([...(template.needs === 'images' ? datasets : []), ['no dataset yet', null] as const])(
    'is sound and free of warnings for %s',
    (_, dataset) => {
      const graph = template.build(dataset);
      expect(graphSchema.parse(graph)).toEqual(graph);
      const { problems, totals } = analyzeGraph(graph, dataset);
      expect(problems.filter(({ severity }) => severity !== 'tip')).toEqual([]);
      expect(totals?.parameters).toBeGreaterThan(0);
    },
  );

  it('is what Keras has by itself, and reads back from its words', () => {
    for (const { definition, params, config } of toKerasConfigs(template.build(null))) {
      expect(definition.keras.module ?? 'keras').toMatch(/^keras(\.|$)/);
      const atCall = Object.fromEntries((definition.keras.callArguments ?? []).map((key) => [key, params[key]]));
      const { problems } = parseParams(definition, { ...definition.keras.fromConfig(config), ...atCall });
      expect(problems).toEqual([]);
    }
  });

  it('lays out what is seen without overlap, its groups folded or opened in any order', () => {
    let graph = template.build(pictures);
    expectApart(graph);
    const inner = (graph.groups ?? []).filter(({ collapsed }) => collapsed).map(({ id }) => id);
    for (const id of inner.toReversed()) {
      const result = applyEdit(graph, foldEdit(graph, id, false) ?? { kind: 'batch', edits: [] });
      graph = result.ok ? result.graph : graph;
      expectApart(graph);
    }
    expect(shownGraph(graph).cards).toEqual([]);
  });
});

function expectApart(graph: Graph): void {
  const { nodes, cards } = shownGraph(graph);
  const boxes = [...nodes.map(boxOfNode), ...cards.map(({ box }) => box)];
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      expect(isBeside || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
    }
  }
}

it.each(allTemplates.filter(({ needs }) => needs === 'images'))(
  'the template $id can be built for other picture sizes',
  (template) => {
    const graph = template.build(pictures, { pictureSize: 48 });
    expect(graph.nodes.find(({ type }) => type === 'input')?.params.shape).toEqual([48, 48, 3]);
    expect(analyzeGraph(graph, pictures).totals).not.toBeNull();
  },
);

describe('a blank canvas', () => {
  it('has an input and an output, waiting to be connected', () => {
    expect(analyzeGraph(blankGraph(), pictures).problems.map(({ code }) => code)).toEqual(['missing-input']);
  });

  it('is none of the templates', () => {
    expect(getTemplate('blank')).toBeUndefined();
    expect(getTemplate('constructor')).toBeUndefined();
  });
});
