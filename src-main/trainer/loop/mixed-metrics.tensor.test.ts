import { writeSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { PackedTarget } from '#shared/contract/trainer.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import { buildModel } from '../build/model.ts';
import { tensorOf } from '../build/weights.ts';
import { tf } from '../runtime/tf.ts';
import { type GoldenTensor, readGolden, toTensor } from '../testing/golden-files.ts';
import { MetricBoard, noSums } from './metric-board.ts';
import { createObjective } from './objective.ts';

type Values = Readonly<Record<string, number>>;
type MixedBatch = Readonly<Record<'x' | 'order' | 'share' | 'classes' | 'values', GoldenTensor>>;
interface Golden {
  readonly batches: MixedBatch[];
  readonly kernels: Readonly<Record<'classes' | 'values', GoldenTensor>>;
  readonly classes: { readonly fit: Values; readonly main: Values };
  readonly values: { readonly fit: Values };
}

/** Of tools/golden/mixed_metrics.py. */
const golden = readGolden<Golden>('mixed_metrics');

/** What counts yes and no: Keras takes any share of a class for yes, ours is the class that counts most. */
const countsYes = ['binary_accuracy', 'precision', 'recall', 'auc', 'f1_score', 'precision_at_recall'];

const rows: string[] = [];
afterAll(() => {
  writeSync(1, `\n${['metrics of mixed samples                ours     fit', ...rows].join('\n')}\n\n`);
});

/** The metrics of an epoch of mixed batches, by their names. */
function told(kind: 'classes' | 'values', names: readonly string[]) {
  const metrics = names.map((name) => (name === 'top_k_categorical_accuracy' ? { name, k: 2 } : { name }));
  const isCategory = kind === 'classes';
  const graph = parseTextGraph(`x:input[5] > d:dense(${isCategory ? 4 : 3}, use_bias=false) > y:output`);
  const given = { activation: isCategory ? 'softmax' : 'linear', metrics } as GraphNode['params'];
  const nodes = graph.nodes.map((node) => (node.id === 'y' ? { ...node, params: given } : node));
  const model = buildModel({ ...graph, nodes }, 1);
  const [kernel] = model.weights;
  if (!kernel) throw new Error('no kernel');
  tensorOf(kernel).assign(toTensor(golden.kernels[kind]));
  const target: PackedTarget = {
    ...{ node: 'y', file: '', scale: 1, offset: 0 },
    ...(isCategory
      ? { shape: [], dtype: 'int32', classes: ['a', 'b', 'c', 'd'] }
      : { shape: [3], dtype: 'float32', classes: null }),
  };
  try {
    const sums = noSums();
    let board: MetricBoard | undefined;
    for (const batch of golden.batches) {
      tf.tidy(() => {
        const mixing = { order: toTensor(batch.order), share: toTensor(batch.share) };
        const objective = createObjective({
          model: { ...model, mixings: [() => mixing] },
          targets: [target],
          classWeights: [null],
        });
        board = new MetricBoard(objective);
        const count = batch.x.shape[0] ?? 0;
        const truth = toTensor(batch[kind]);
        const whole = { count, inputs: [toTensor(batch.x)], targets: [isCategory ? truth.cast('int32') : truth] };
        const found = objective.forward({ ...whole, weights: null }, true);
        // What the dataset holds, before the mixing.
        const stored = isCategory ? Int32Array.from(batch.classes.values) : Float32Array.from(batch.values.values);
        const raw = { count, inputs: [Float32Array.from(batch.x.values)], targets: [stored], weights: null };
        board.add(sums, raw, {
          samples: count,
          sums: found.sums.map((sum) => sum.dataSync()[0] ?? Number.NaN),
          outputs: found.outputs.map((output) => output.dataSync<'float32'>().slice()),
        });
      });
    }
    return board?.values(sums) ?? {};
  } finally {
    model.dispose();
  }
}

test.each(['classes', 'values'] as const)('of %s, metrics under MixUp are those that Keras’s fit reports', (kind) => {
  const { fit } = golden[kind];
  const found = told(kind, Object.keys(fit));
  for (const [name, reported] of Object.entries(fit)) {
    const own = found[name] ?? Number.NaN;
    rows.push(`${`${name} (${kind})`.padEnd(40)}${own.toFixed(4).padEnd(9)}${reported.toFixed(4)}`);
    const expected = countsYes.includes(name) && kind === 'classes' ? golden.classes.main[name] : reported;
    expect(Math.abs(own - (expected ?? Number.NaN)) / Math.max(1, Math.abs(own)), name).toBeLessThan(1e-5);
  }
});

test('where Keras takes any share of a class for yes, it reports something else than for the class that counts most', () => {
  const { fit, main } = golden.classes;
  const differ = Object.keys(fit).filter((name) => Math.abs((fit[name] ?? 0) - (main[name] ?? 0)) > 1e-6);
  expect(differ).toEqual(expect.arrayContaining(countsYes));
});
