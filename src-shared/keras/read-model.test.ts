import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyzeGraph } from '../graph/analyze.ts';
import { toKerasConfigs } from '../graph/keras-config.ts';
import { graphSchema } from '../graph/types.ts';
import { sizesOf } from '../shapes/tensors.ts';
import { AppError } from '../util/app-error.ts';
import { readKerasModel } from './read-model.ts';
import { writeKerasModel } from './write-model.ts';

const golden = z.object({
  model: z.record(z.string(), z.unknown()),
  parameters: z.number(),
  outputs: z.array(z.array(z.number())),
});
const folder = new URL('./golden/', import.meta.url);
const models = new Map(
  readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    golden.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  ]),
);
const modelOf = (name: string) => models.get(name)?.model;

describe('a model of Keras 3 on the canvas', () => {
  it.each([...models].filter(([name]) => name !== 'unknown'))(
    '%s: same parameters and shapes, no problem',
    (_, known) => {
      const { graph, lost } = readKerasModel(known.model);
      expect(lost).toEqual([]);
      expect(graphSchema.safeParse(graph).success).toBe(true);
      const { problems, totals, nodes } = analyzeGraph(graph);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(totals?.parameters).toBe(known.parameters);
      const outputs = graph.nodes.filter((node) => node.type === 'output').map(({ id }) => nodes.get(id)?.output);
      const shapes = outputs.map((output) => (output ? sizesOf(output) : null));
      expect(shapes.toSorted()).toEqual(known.outputs.toSorted());
    },
  );

  it('ends in its own activation layer where it has one', () => {
    const { graph } = readKerasModel(modelOf('residual'));
    expect(graph.nodes.filter((node) => node.type === 'output')).toMatchObject([
      { id: 'probabilities', params: { activation: 'softmax' } },
    ]);
  });

  it('keeps models in it as groups, and calls a layer twice without giving it weights twice', () => {
    const { graph, weights } = readKerasModel(modelOf('siamese'));
    expect(graph.groups?.map(({ title }) => title)).toEqual(['tower', 'tower', 'tower']);
    expect(graph.nodes.filter((node) => node.shares !== undefined).map(({ shares }) => shares)).toHaveLength(5);
    expect(weights.map(({ group }) => group)).toContain('layers/sequential/layers/dense_1');
    expect(readKerasModel(modelOf('nested')).graph.groups).toMatchObject([
      { id: 'middle' },
      { id: 'inner', parent: 'middle' },
    ]);
  });

  it('shares the weights of a model in a shared model, however deep', () => {
    const { graph, weights } = readKerasModel(modelOf('shared_nested'));
    const shares = (type: string) =>
      graph.nodes.filter((node) => node.type === type).map((node) => node.shares ?? null);
    expect(shares('dense').toSorted()).toEqual(['deep', 'deep', 'mid', 'mid', null, null]);
    expect(weights.map(({ group }) => group).filter((group) => group.endsWith('dense'))).toEqual([
      'layers/functional/layers/functional/layers/dense',
      'layers/functional/layers/dense',
    ]);
  });

  it('draws an attention of a sequence to itself as one wire, others by their ports, and keeps what is said at the call', () => {
    const { graph } = readKerasModel(modelOf('transformer'));
    const into = (id: string) => graph.edges.filter(({ target }) => target === id).map(({ targetPort }) => targetPort);
    expect(into('itself')).toEqual(['query']);
    expect(into('crossed')).toEqual(['query', 'value']);
    expect(into('keyed')).toEqual(['query', 'value', 'key']);
    expect(into('products')).toEqual(['query', 'value']);
    expect(into('sums')).toEqual(['query']);
    const params = (id: string) => graph.nodes.find((node) => node.id === id)?.params;
    expect(params('itself')).toMatchObject({ use_causal_mask: true });
    expect(params('crossed')).toMatchObject({ value_dim: 3 });
    const crossed = toKerasConfigs(graph).find(({ id }) => id === 'itself');
    expect(crossed?.definition.keras.call?.(['x'], {})).toEqual({ args: ['x', 'x'] });
  });

  it('keeps a layer of an unknown class as a placeholder with a problem', () => {
    const { graph } = readKerasModel(modelOf('unknown'));
    const [stranger] = graph.nodes.filter((node) => node.type.startsWith('keras:'));
    expect(stranger).toMatchObject({ type: 'keras:Wobble', params: { config: { strength: 3 } } });
    expect(analyzeGraph(graph).problems[0]).toMatchObject({ code: 'unknown-layer', node: stranger?.id });
  });

  it('names what the file asks for and the catalogue does not do', () => {
    const model = JSON.parse(
      JSON.stringify(modelOf('sequential')).replace('"padding":"valid"', '"padding":"valid","woven":7'),
    );
    expect(readKerasModel(model).lost).toMatchObject([{ option: 'woven', expected: 'nothing', found: '7' }]);
  });
});

describe('a file that is none', () => {
  const nested = (depth: number) => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
  it.each([
    ['null', null],
    ['a text', 'model'],
    ['a list', []],
    ['another class', { class_name: 'Wild', config: {} }],
    ['without layers', { class_name: 'Functional', config: {} }],
    ['an empty chain', { class_name: 'Sequential', config: { layers: [] } }],
    ['endless nesting', { class_name: 'Functional', config: nested(5000) }],
    [
      'ends that are not there',
      { class_name: 'Functional', config: { layers: [], input_layers: [], output_layers: [['x', 0, 0]] } },
    ],
  ])('is refused in words: %s', (_, json) => {
    expect(() => readKerasModel(json)).toThrow(AppError);
  });

  it('is refused or read, whatever is changed in it; what is read can be written', () => {
    const texts = [...models.values()].map(({ model }) => JSON.stringify(model));
    const edit = fc.record({
      model: fc.nat(texts.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      by: fc.oneof(fc.constantFrom('null', '-1', '1e999', '[]', '{}', '"x"', 'true'), fc.json({ maxDepth: 2 })),
    });
    fc.assert(
      fc.property(edit, ({ model, at, by }) => {
        // One value of the file is replaced by another.
        const values = [...(texts[model] ?? '').matchAll(/(?<=[:[,])("[^"]*"|-?\d[\d.e-]*|null|true|false)/g)];
        const chosen = values[Math.floor(at * (values.length - 1))];
        const text = texts[model] ?? '';
        const changed = chosen ? text.slice(0, chosen.index) + by + text.slice(chosen.index + chosen[0].length) : text;
        let json: unknown;
        try {
          json = JSON.parse(changed);
        } catch {
          return;
        }
        try {
          const { graph } = readKerasModel(json);
          if (analyzeGraph(graph).problems.some(({ severity }) => severity === 'error')) return;
          // What can be read can be written, and what is written is read as the same, names of calls apart.
          const written = readKerasModel(writeKerasModel(graph, 'again').config).graph;
          expect(analyzeGraph(written).totals?.parameters).toBe(analyzeGraph(graph).totals?.parameters);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });
});
