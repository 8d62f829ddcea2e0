import type { Graph } from '#shared/graph/types.ts';

/** What is measured: the network as Strata's graph; the peers build the same by `name`. */
export interface BenchModel {
  readonly name: string;
  readonly batch: number;
  /** Steps measured at once. */
  readonly steps: number;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly graph: Graph;
}

export const CLASSES = 10;

type Step = readonly [type: string, params?: Graph['nodes'][number]['params']];

/** Puts layers together; `from` names what a layer takes besides, or instead of, the one before it. */
class GraphBuilder {
  readonly #nodes: Graph['nodes'][number][] = [];
  readonly #edges: Graph['edges'][number][] = [];

  add(type: string, params: Graph['nodes'][number]['params'], sources: readonly (readonly [string, string])[]): string {
    const id = `${type}_${this.#nodes.length}`;
    this.#nodes.push({ id, type, params, position: { x: 0, y: this.#nodes.length * 100 } });
    for (const [source, targetPort] of sources) {
      this.#edges.push({ id: `edge_${this.#edges.length}`, source, sourcePort: 'out', target: id, targetPort });
    }
    return id;
  }

  done(): Graph {
    return { nodes: this.#nodes, edges: this.#edges };
  }
}

export function chain(...steps: readonly Step[]): Graph {
  const builder = new GraphBuilder();
  let last: string | null = null;
  for (const [type, params = {}] of steps) last = builder.add(type, params, last === null ? [] : [[last, 'in']]);
  return builder.done();
}

const convolutions = (normalized: boolean): Graph =>
  chain(
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 32, kernel_size: [3, 3], activation: 'relu' }],
    ...(normalized ? [['batch_normalization'] as const] : []),
    ['max_pooling2d', { pool_size: [2, 2] }],
    ['conv2d', { filters: 64, kernel_size: [3, 3], activation: 'relu' }],
    ...(normalized ? [['batch_normalization'] as const] : []),
    ['max_pooling2d', { pool_size: [2, 2] }],
    ['flatten'],
    ['dropout', { rate: 0.5 }],
    ['dense', { units: CLASSES }],
    ['output'],
  );

const recurrent = (type: 'lstm' | 'gru', length: number): Graph =>
  chain(['input', { shape: [length, 16] }], [type, { units: 64 }], ['dense', { units: CLASSES }], ['output']);

/** Two encoder blocks, normalized after each part, as in the paper. */
function transformer(): Graph {
  const builder = new GraphBuilder();
  const input = builder.add('input', { shape: [32, 16] }, []);
  let at = builder.add('dense', { units: 64 }, [[input, 'in']]);
  for (let block = 0; block < 2; block++) {
    const attended = builder.add('multi_head_attention', { num_heads: 4, key_dim: 16 }, [
      [at, 'query'],
      [at, 'value'],
    ]);
    const sum = builder.add('add', {}, [
      [at, 'in'],
      [attended, 'in'],
    ]);
    const middle = builder.add('layer_normalization', {}, [[sum, 'in']]);
    const wide = builder.add('dense', { units: 128, activation: 'relu' }, [[middle, 'in']]);
    const narrow = builder.add('dense', { units: 64 }, [[wide, 'in']]);
    const second = builder.add('add', {}, [
      [middle, 'in'],
      [narrow, 'in'],
    ]);
    at = builder.add('layer_normalization', {}, [[second, 'in']]);
  }
  const pooled = builder.add('global_average_pooling1d', {}, [[at, 'in']]);
  builder.add('output', {}, [[builder.add('dense', { units: CLASSES }, [[pooled, 'in']]), 'in']]);
  return builder.done();
}

export const models: readonly BenchModel[] = [
  {
    name: 'mlp',
    batch: 32,
    steps: 100,
    shape: [784],
    graph: chain(
      ['input', { shape: [784] }],
      ['dense', { units: 256, activation: 'relu' }],
      ['dense', { units: 128, activation: 'relu' }],
      ['dense', { units: CLASSES }],
      ['output'],
    ),
  },
  { name: 'cnn', batch: 128, steps: 8, shape: [28, 28, 1], graph: convolutions(false) },
  { name: 'cnn-bn', batch: 128, steps: 8, shape: [28, 28, 1], graph: convolutions(true) },
  { name: 'lstm', batch: 32, steps: 20, shape: [50, 16], graph: recurrent('lstm', 50) },
  { name: 'gru', batch: 32, steps: 20, shape: [50, 16], graph: recurrent('gru', 50) },
  { name: 'long-lstm', batch: 32, steps: 8, shape: [200, 16], graph: recurrent('lstm', 200) },
  { name: 'transformer', batch: 32, steps: 20, shape: [32, 16], graph: transformer() },
];

export function modelNamed(name: string): BenchModel {
  const found = models.find((model) => model.name === name);
  if (!found) throw new Error(`No model ${name}; there are: ${models.map((model) => model.name).join(', ')}.`);
  return found;
}
