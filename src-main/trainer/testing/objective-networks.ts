import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';

/** What an output learns: each kind with a network that fits it, and targets to learn from. */
export const learned = {
  /** One class of three. */
  classes: { head: 'dense(3) > result:output', target: [], count: 3 },
  /** Yes or no, by one value. */
  yes: { head: 'dense(1) > result:output', target: [], count: 2 },
  /** Three numbers between 0 and 1. */
  numbers: { head: 'dense(3) > result:output', target: [3], count: 0 },
  /** Two corners. */
  boxes: { head: 'dense(4) > result:output', target: [4], count: 0 },
  /** An embedding of length 1. */
  embedding: { head: 'dense(4) > unit_normalization > result:output', target: [], count: 3 },
  /** Two labels, read from five steps. */
  labels: { head: 'dense(20) > reshape[5,4] > result:output', target: [2], count: 4 },
} as const satisfies Record<string, { head: string; target: readonly number[]; count: number }>;
export type Learned = keyof typeof learned;

const WIDTH = 6;
const ROWS = 18;

/** A small network that ends in an output with these parameters. */
export function networkFor(kind: Learned, output: GraphNode['params']): Graph {
  const graph = parseTextGraph(`data:input[${WIDTH}] > dense(5, activation=tanh) > ${learned[kind].head}`);
  const nodes = graph.nodes.map((node) =>
    node.id === 'result' ? { ...node, params: { ...node.params, ...output } } : node,
  );
  return { ...graph, nodes };
}

/** Rows for the input `data` and the output `result`; the first two thirds are for training. */
export async function writeRows(kind: Learned, folder: string, options: Rows = {}): Promise<PackedData> {
  const random = seededRandom(6);
  const { target, count } = learned[kind];
  const { input = [WIDTH], whole = false } = options;
  const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
  const write = async (name: string, values: Float32Array | Int32Array) => {
    await writeFile(join(folder, name), new Uint8Array(values.buffer));
    return join(folder, name);
  };
  // Whole numbers end in zeros, which embeddings may mask.
  const features = Float32Array.from({ length: ROWS * size(input) }, (_, index) =>
    whole ? (index % size(input) > 3 ? 0 : random.below(5)) : random.below(2000) / 1000 - 1,
  );
  const each = { length: ROWS * size(target) };
  const truth =
    count > 0
      ? Int32Array.from(each, (_, index) => (kind === 'labels' ? 1 + (index % 3) : (index * 7) % count))
      : Float32Array.from(
          each,
          (_, index) => (kind === 'boxes' && index % 4 > 1 ? 0.5 : 0.1) + random.below(400) / 1000,
        );
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const weights = Float32Array.from(rows, (row) => 0.5 + (row % 4) / 2);
  return {
    count: ROWS,
    inputs: [{ node: 'data', file: await write('features', features), shape: [...input], dtype: 'float32' }],
    targets: [
      {
        node: 'result',
        file: await write('truth', truth),
        shape: [...target],
        dtype: count > 0 ? 'int32' : 'float32',
        classes: count > 0 ? Array.from({ length: count }, (_, index) => `class ${index}`) : null,
        scale: 1,
        offset: 0,
      },
    ],
    weights: options.weighed ? { file: await write('weights', weights), shape: [], dtype: 'float32' } : null,
    splits: { train: rows.slice(0, 12), validation: rows.slice(12), test: [] },
  };
}

interface Rows {
  readonly input?: readonly number[];
  /** Whole numbers from 0 to 4 in the place of numbers from -1 to 1. */
  readonly whole?: boolean;
  /** Samples count differently. */
  readonly weighed?: boolean;
}
