import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { analyzeGraph } from '../graph/analyze.ts';
import { parseTextGraph } from '../graph/text-graph.ts';
import type { Graph } from '../graph/types.ts';
import { canonicalGraph } from '../testing/canonical-graph.ts';
import { readKerasModel } from './read-model.ts';
import { writeKerasModel } from './write-model.ts';

const golden = (name: string): unknown =>
  z
    .object({ model: z.unknown() })
    .parse(JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))).model;

const history = z.tuple([z.string(), z.int(), z.int()]);
const tensor = z.object({ config: z.looseObject({ keras_history: history }) });
const ends = z.union([history, z.array(history)]);
const layer: z.ZodType<Skeleton> = z.lazy(() =>
  z.looseObject({
    module: z.string().nullable(),
    class_name: z.string(),
    registered_name: z.string().nullable(),
    name: z.string().optional(),
    config: z.looseObject({
      name: z.string(),
      trainable: z.boolean().optional(),
      batch_shape: z.array(z.number().nullable()).optional(),
      build_input_shape: z.array(z.number().nullable()).optional(),
      layers: z.array(layer).optional(),
      input_layers: ends.optional(),
      output_layers: ends.optional(),
    }),
    inbound_nodes: z
      .array(z.object({ args: z.array(z.unknown()), kwargs: z.record(z.string(), z.unknown()) }))
      .optional(),
  }),
);
interface Skeleton {
  module: string | null;
  class_name: string;
  registered_name: string | null;
  name?: string | undefined;
  config: {
    name: string;
    trainable?: boolean | undefined;
    batch_shape?: (number | null)[] | undefined;
    build_input_shape?: (number | null)[] | undefined;
    layers?: Skeleton[] | undefined;
    input_layers?: z.infer<typeof ends> | undefined;
    output_layers?: z.infer<typeof ends> | undefined;
  };
  inbound_nodes?: { args: unknown[]; kwargs: Record<string, unknown> }[] | undefined;
}

/** How the models of a file lie in each other and call each other; names of inputs within are Keras's own. */
function structure(model: Skeleton, depth = 0): unknown {
  const { config } = model;
  const inner = (config.layers ?? []).filter(({ class_name: name }) => depth > 0 && name === 'InputLayer');
  const names = new Map(inner.map(({ config: { name } }, index) => [name, `entry ${index}`]));
  const named = (name: string) => names.get(name) ?? name;
  const from = ([name, ...rest]: z.infer<typeof history>) => [named(name), ...rest];
  const tensors = (value: unknown): unknown => {
    const found = tensor.safeParse(value).data;
    return found ? from(found.config.keras_history) : Array.isArray(value) ? value.map(tensors) : value;
  };
  const end = (value: z.infer<typeof ends> | undefined) =>
    value &&
    (history.safeParse(value).success
      ? from(value as z.infer<typeof history>)
      : value.map((one) => from(one as z.infer<typeof history>)));
  return {
    is: [model.module, model.class_name, model.registered_name],
    // A model all of whose layers are frozen may itself be, or not: which of both, the graph doesn't know.
    trainable: config.layers ? null : config.trainable,
    shape: config.batch_shape ?? config.build_input_shape,
    ends: [end(config.input_layers), end(config.output_layers)],
    layers: config.layers?.map((each) => ({
      name: each.name && named(each.name),
      calls: each.inbound_nodes?.map(({ args, kwargs }) => ({ args: args.map(tensors), kwargs })),
      ...(structure(each, depth + 1) as object),
    })),
  };
}

test.each(['siamese', 'shared_nested', 'several_ends'])(
  '%s: models in models are written as Keras writes them',
  (name) => {
    const model = golden(name);
    const { graph, name: title } = readKerasModel(model);
    const { config } = writeKerasModel(graph, title ?? '');
    expect(structure(layer.parse(config))).toEqual(structure(layer.parse(model)));
    expect(canonicalGraph(readKerasModel(config).graph)).toEqual(canonicalGraph(graph));
  },
);

/** A text graph with groups: what lies in each, and in which other group it lies itself. */
function grouped(
  text: string,
  groups: Readonly<Record<string, { nodes: string; parent?: string; title?: string }>>,
): Graph {
  const graph = parseTextGraph(text);
  const groupOf = (id: string) => Object.entries(groups).find(([, { nodes }]) => nodes.split(' ').includes(id))?.[0];
  return {
    nodes: graph.nodes.map((node) => {
      const group = groupOf(node.id);
      return group === undefined ? node : { ...node, group };
    }),
    edges: graph.edges,
    groups: Object.entries(groups).map(([id, { parent, title = id }]) => ({
      id,
      title,
      collapsed: false,
      ...(parent === undefined ? {} : { parent }),
    })),
  };
}
const again = (graph: Graph) => readKerasModel(writeKerasModel(graph, 'm').config).graph;
const titles = (graph: Graph) => graph.groups?.map(({ title }) => title) ?? [];

describe('groups of the canvas', () => {
  const chain = 'in:input[4] > a:dense(4) > b:relu > c:dense(4) > d:relu > end:output';

  test('become models with their titles, in each other too', () => {
    const graph = grouped(chain, { g0: { nodes: 'a', title: 'Größe 1 / outer' }, g1: { nodes: 'b c', parent: 'g0' } });
    expect(canonicalGraph(again(graph))).toEqual(canonicalGraph(graph));
    expect(titles(again(graph))).toEqual(['Größe 1 / outer', 'g1']);
  });

  test('that a path leaves and comes back to are drawn flat, and no others', () => {
    expect(titles(again(grouped(chain, { torn: { nodes: 'a c' }, whole: { nodes: 'b' } })))).toEqual(['whole']);
    // Each could be a model; not both.
    const two = 'in:input[4] > a:dense(4) > b:dense(4) > e:add > end:output; @in > c:dense(4) > d:dense(4) > @e';
    expect(titles(again(grouped(two, { left: { nodes: 'a d' }, right: { nodes: 'b c' } })))).toEqual(['left']);
  });

  test('whose weights are used elsewhere are drawn flat', () => {
    const text = 'in:input[4] > a:dense(4) > b:relu > c:dense(4)=a > end:output';
    const result = again(grouped(text, { g: { nodes: 'a b' } }));
    expect(titles(result)).toEqual([]);
    expect(result.nodes.filter(({ shares }) => shares === 'a')).toHaveLength(1);
  });

  test('with an input in them leave it outside, where data enter', () => {
    const result = again(grouped(chain, { g: { nodes: 'in a b' } }));
    expect(result.nodes.flatMap(({ id, group }) => (group === 'g' ? [id] : []))).toEqual(['a', 'b']);
  });

  test('that lie in each other in a circle, or in a group that is not there, are drawn flat', () => {
    const graph = grouped(chain, {
      g: { nodes: 'a', parent: 'h' },
      h: { nodes: 'b', parent: 'g' },
      i: { nodes: 'c', parent: 'x' },
    });
    expect(titles(again(graph))).toEqual(['i']);
  });

  test('deeper than Strata reads are drawn flat', () => {
    const groups = Object.fromEntries(
      Array.from({ length: 20 }, (_, depth) => [
        `g${depth}`,
        { nodes: depth === 19 ? 'a' : '', ...(depth > 0 ? { parent: `g${depth - 1}` } : {}) },
      ]),
    );
    expect(titles(again(grouped(chain, groups)))).toHaveLength(16);
  });

  test('a layer that is called first where it has no weights of its own is written so that Keras can call it', () => {
    const { config } = writeKerasModel(
      parseTextGraph('in:input[4] > s:dense=w > r:relu > w:dense(4) > end:output'),
      'm',
    );
    const written = layer.parse(config).config.layers?.find(({ name }) => name === 'w');
    const sources = written?.inbound_nodes?.map(({ args }) => tensor.parse(args[0]).config.keras_history[0]);
    expect(sources).toEqual(['in', 'r']);
  });
});

/** Networks of a few kinds of layers, drawn at random, in random groups. */
const anyGrouping: fc.Arbitrary<Graph> = fc
  .record({
    layers: fc.array(
      fc.record({
        kind: fc.constantFrom('dense', 'relu', 'add', 'again', 'again', 'dense'),
        from: fc.array(fc.nat(), { minLength: 2, maxLength: 2 }),
        group: fc.option(fc.nat(3), { nil: null, freq: 3 }),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    parents: fc.array(fc.option(fc.nat(3), { nil: null }), { minLength: 4, maxLength: 4 }),
    copies: fc.array(fc.nat(3), { maxLength: 2 }),
  })
  .map(({ layers, parents, copies }) => {
    const lines = ['in:input[4]'];
    const places = new Map<string, string>();
    const owners: string[] = [];
    for (const [index, { kind, from, group }] of layers.entries()) {
      const [a = 'in', b = 'in'] = from.map((at) => (at % (index + 1) === 0 ? 'in' : `n${(at % (index + 1)) - 1}`));
      const owner = owners[(from[1] ?? 0) % Math.max(owners.length, 1)];
      if (kind === 'add') lines.push(`@${a} > n${index}:add; @${b} > @n${index}`);
      else if (kind === 'again' && owner !== undefined) lines.push(`@${a} > n${index}:dense=${owner}`);
      else lines.push(`@${a} > n${index}:${kind === 'relu' ? 'relu' : 'dense(4)'}`);
      if (kind === 'dense') owners.push(`n${index}`);
      if (group !== null) places.set(`n${index}`, `g${group}`);
    }
    const base = parseTextGraph(`${lines.join('; ')}; @n${layers.length - 1} > all:add`);
    const groups = parents.map((parent, index) => ({
      id: `g${index}`,
      title: `Group ${index}`,
      collapsed: false,
      // Only in one before it: no circles here.
      ...(parent !== null && parent < index ? { parent: `g${parent}` } : {}),
    }));
    const nodes = base.nodes.map((node) => {
      const group = places.get(node.id);
      return group === undefined ? node : { ...node, group };
    });
    let graph: Graph = { nodes, edges: [...base.edges], groups };
    for (const [number, of] of copies.entries()) graph = withCopy(graph, `g${of}`, `copy${number}`);
    // Nothing is left over: what leads nowhere is added up.
    const used = new Set(graph.edges.map(({ source }) => source));
    const loose = graph.nodes.filter(({ id }) => !used.has(id) && id !== 'all').map(({ id }) => id);
    const edge = (source: string, target: string) => ({
      id: `${source}->${target}#x`,
      source,
      sourcePort: 'out',
      target,
      targetPort: 'in',
    });
    const end = { id: 'end', type: 'output', params: { activation: 'softmax' }, position: { x: 0, y: 0 } };
    return {
      ...graph,
      nodes: [...graph.nodes, end],
      edges: [...graph.edges, ...loose.map((id) => edge(id, 'all')), edge('in', 'all'), edge('all', 'end')],
    };
  });

/** Calls what a group holds once more, on what `n0` gives. */
function withCopy(graph: Graph, group: string, prefix: string): Graph {
  const inside = graph.nodes.filter((node) => node.group === group);
  const names = new Set(inside.map(({ id }) => id));
  const copy = (id: string) => `${prefix}_${id}`;
  if (inside.length === 0) return graph;
  return {
    nodes: [
      ...graph.nodes,
      ...inside.map((node) => ({
        ...node,
        id: copy(node.id),
        shares: node.shares ?? node.id,
        params: {},
        group: copy(group),
      })),
    ],
    edges: [
      ...graph.edges,
      ...graph.edges
        .filter(({ target }) => names.has(target))
        .map((edge) => ({
          ...edge,
          id: copy(edge.id),
          source: names.has(edge.source) ? copy(edge.source) : 'in',
          target: copy(edge.target),
        })),
    ],
    groups: [...(graph.groups ?? []), { id: copy(group), title: group, collapsed: false }],
  };
}

/** Where data go and which weights they meet, whatever the calls of a layer are named: the same text, the same function. */
function computes(graph: Graph): string {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const known = new Map<string, string>();
  const of = (id: string): string => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const node = nodes.get(id);
    const from = graph.edges
      .filter(({ target }) => target === id)
      .map(({ source, sourcePort }) => `${of(source)}:${sourcePort}`);
    const text = `${node?.type} ${node?.shares ?? id} (${from.join(', ')})`;
    // Numbered, since a text would hold what is shared again and again.
    const number = texts.get(text) ?? `#${texts.size}`;
    texts.set(text, number);
    known.set(id, number);
    return number;
  };
  const texts = new Map<string, string>();
  const ends = graph.nodes.filter(({ type }) => type === 'output').map(({ id }) => of(id));
  return JSON.stringify([ends, [...texts]]);
}

test('random groupings: what is written is read as the same network, and again as the very same graph', () => {
  let nested = 0;
  let repeated = 0;
  fc.assert(
    fc.property(anyGrouping, (graph) => {
      if (analyzeGraph(graph).problems.some(({ severity }) => severity === 'error')) return;
      const read = again(graph);
      const own = analyzeGraph(graph).totals;
      expect(analyzeGraph(read).totals?.parameters).toBe(own?.parameters);
      expect(computes(read)).toBe(computes(graph));
      const once = again(read);
      expect(canonicalGraph(once)).toEqual(canonicalGraph(read));
      nested += read.groups?.length ?? 0;
      if (new Set(titles(read)).size < titles(read).length) repeated += 1;
    }),
    { numRuns: Number(process.env.STRATA_RUNS ?? 150), seed: 11 },
  );
  expect(nested).toBeGreaterThan(100);
  expect(repeated).toBeGreaterThan(5);
});
