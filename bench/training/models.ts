import type { Graph } from '#shared/graph/types.ts';
import type { LayerType } from '#shared/layers/index.ts';
import { GraphBuilder } from '#shared/templates/layout.ts';
import { smallGpt } from '#shared/templates/small-gpt.ts';

/** What is trained: the network as Strata's graph; peers write the same down by `name` and have to count as many weights. */
export interface BenchModel {
  readonly name: string;
  readonly title: string;
  readonly batches: readonly [number, number];
  /** Of one sample. */
  readonly shape: readonly number[];
  /** Numbers between 0 and 1, or words by their number below `classes`. */
  readonly values: 'numbers' | 'words';
  readonly classes: number;
  /** Of what one sample is compared with: empty for one class. */
  readonly targetShape: readonly number[];
  readonly graph: Graph;
}

export const CLASSES = 10;

type Steps = readonly (readonly [LayerType, Graph['nodes'][number]['params']?])[];

/** Layers one after the other, from `input` to `output`. */
export function chain(...steps: Steps): Graph {
  const builder = new GraphBuilder();
  builder.chain(null, ...steps);
  return builder.build();
}

/** Input, what `middle` adds, and a dense layer for each class. */
function classifier(shape: readonly number[], middle: (graph: GraphBuilder, input: string) => string): Graph {
  const builder = new GraphBuilder();
  const last = middle(builder, builder.add('input', { shape: [...shape] }));
  builder.chain(last, ['dense', { units: CLASSES }], ['output']);
  return builder.build();
}

const dense = (units: number) => ['dense', { units, activation: 'relu' }] as const;

const convolutions = (normalized: boolean) => (graph: GraphBuilder, input: string) => {
  let last = input;
  for (const filters of [32, 64]) {
    last = graph.add('conv2d', { filters, kernel_size: [3, 3], activation: 'relu' }, [last]);
    if (normalized) last = graph.add('batch_normalization', {}, [last]);
    last = graph.add('max_pooling2d', { pool_size: [2, 2] }, [last]);
  }
  return graph.chain(last, ['flatten'], ['dropout', { rate: 0.5 }]);
};

/** A stem and three residual blocks of the catalogue, the later two at half the size. */
function residual(graph: GraphBuilder, input: string): string {
  let last = graph.chain(
    input,
    ['conv2d', { filters: 16, kernel_size: [3, 3], padding: 'same', use_bias: false }],
    ['batch_normalization'],
    ['activation', { activation: 'relu' }],
  );
  last = graph.block('residual_conv', { filters: 16 }, [last]);
  last = graph.block('residual_conv', { filters: 32, strides: 2 }, [last]);
  last = graph.block('residual_conv', { filters: 64, strides: 2 }, [last]);
  return graph.add('global_average_pooling2d', {}, [last]);
}

/** Two encoder blocks, normalized after each part, as in the paper. */
function transformer(graph: GraphBuilder, input: string): string {
  let last = graph.add('dense', { units: 64 }, [input]);
  const encoder = { num_heads: 4, intermediate_dim: 128, normalize_first: false };
  for (let block = 0; block < 2; block++) last = graph.block('transformer_encoder', encoder, [last]);
  return graph.add('global_average_pooling1d', {}, [last]);
}

const GPT_WORDS = 98;
const GPT_LENGTH = 128;

type Described = Pick<BenchModel, 'name' | 'title' | 'batches' | 'shape'> & {
  readonly middle: (graph: GraphBuilder, input: string) => string;
};

const classifiers: readonly Described[] = [
  {
    name: 'mlp',
    title: 'perceptron 784-256-128-10',
    batches: [32, 256],
    shape: [784],
    middle: (graph, input) => graph.chain(input, dense(256), dense(128)),
  },
  { name: 'cnn', title: 'CNN 28 × 28, dropout', batches: [32, 128], shape: [28, 28, 1], middle: convolutions(false) },
  {
    name: 'cnn-bn',
    title: 'the same, batch norm',
    batches: [32, 128],
    shape: [28, 28, 1],
    middle: convolutions(true),
  },
  {
    name: 'residual',
    title: 'residual CNN 32 × 32, batch norm',
    batches: [16, 64],
    shape: [32, 32, 3],
    middle: residual,
  },
  {
    name: 'lstm',
    title: 'LSTM 64 over 50 steps',
    batches: [32, 128],
    shape: [50, 16],
    middle: (graph, input) => graph.add('lstm', { units: 64 }, [input]),
  },
  {
    name: 'gru',
    title: 'GRU 64 over 50 steps',
    batches: [32, 128],
    shape: [50, 16],
    middle: (graph, input) => graph.add('gru', { units: 64 }, [input]),
  },
  {
    name: 'long-lstm',
    title: 'LSTM 64 over 200 steps',
    batches: [32, 128],
    shape: [200, 16],
    middle: (graph, input) => graph.add('lstm', { units: 64 }, [input]),
  },
  {
    name: 'transformer',
    title: 'transformer encoder, 2 blocks',
    batches: [32, 128],
    shape: [32, 16],
    middle: transformer,
  },
  {
    name: 'table',
    title: 'wide MLP 100-2048-1024-10 on a table',
    batches: [64, 512],
    shape: [100],
    middle: (graph, input) => graph.chain(input, dense(2048), dense(1024)),
  },
];

export const models: readonly BenchModel[] = [
  ...classifiers.map(({ middle, ...described }): BenchModel => {
    const graph = classifier(described.shape, middle);
    return { ...described, values: 'numbers', classes: CLASSES, targetShape: [], graph };
  }),
  {
    name: 'gpt',
    title: 'small GPT, 4 blocks, 128 letters',
    batches: [4, 16],
    shape: [GPT_LENGTH],
    values: 'words',
    classes: GPT_WORDS,
    targetShape: [GPT_LENGTH],
    graph: smallGpt.build(null),
  },
];

export function modelNamed(name: string): BenchModel {
  const found = models.find((model) => model.name === name);
  if (!found) throw new Error(`No model ${name}; there are: ${models.map((model) => model.name).join(', ')}.`);
  return found;
}
