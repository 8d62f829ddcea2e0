import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackedData, TrainerEvent, TrainJob } from '#shared/contract/trainer.ts';
import type { FullObservation } from '#shared/training/health/observation.ts';
import { optimizerConfig } from '#shared/training/optimizers/index.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { Control } from '../loop/control.ts';
import { openSession } from '../loop/session.ts';
import { tf } from '../runtime/tf.ts';
import { smallJob, trainToEnd } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';

let folder: string;
let data: PackedData;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-health-'));
  data = await writePictures(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const seenIn = (events: readonly TrainerEvent[]): FullObservation[] =>
  events.flatMap((event) => (event.type === 'progress' ? event.health : []));

async function weightsAfter(job: TrainJob): Promise<{ weights: Record<string, number[]>; seen: FullObservation[] }> {
  const events = await trainToEnd(job, new Control());
  const { weights, optimizer } = await readCheckpoint(join(job.checkpoints, 'last'));
  const all = [...weights, ...optimizer].map(([name, { values }]) => [name, [...values]]);
  return { weights: Object.fromEntries(all), seen: seenIn(events) };
}

test.each(['graph', 'eager'] as const)(
  'a training that is looked at ends at the same weights, bit by bit: %s',
  async (engine) => {
    const before = tf.memory().numTensors;
    const on = await weightsAfter(smallJob(join(folder, 'on'), data, { epochs: 4, engine, health: 'on' }));
    const off = await weightsAfter(smallJob(join(folder, 'off'), data, { epochs: 4, engine, health: 'off' }));
    expect(on.seen.length).toBeGreaterThan(0);
    expect(off.seen).toEqual([]);
    expect(on.weights).toEqual(off.weights);
    expect(tf.memory().numTensors).toBe(before);
  },
);

async function lookAt(engine: 'graph' | 'eager', config: Partial<TrainJob['config']> = {}) {
  const session = await openSession(smallJob(folder, data, { engine, ...config }), { watched: true });
  try {
    const [rows] = inBatches(data.splits.train, 16);
    const raw = await session.reader.read(rows ?? []);
    expect(session.steps.engine).toBe(engine);
    const before = session.snapshot().weights.get('dense_9/kernel')?.values ?? new Float32Array(0);
    const look = session.steps.inspector?.inspect(raw, 0);
    session.steps.trainStep(raw, 0, 0.01);
    const reading = look?.();
    const after = session.snapshot().weights.get('dense_9/kernel')?.values ?? new Float32Array(0);
    if (!reading) throw new Error('nothing was seen');
    return { reading, before: Float32Array.from(before), after: Float32Array.from(after) };
  } finally {
    await session.dispose();
  }
}

const lengthOf = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

test('replayed statistics are those that are computed operation by operation, and true', async () => {
  const graph = await lookAt('graph');
  const eager = await lookAt('eager');
  expect(graph.reading.layers.map(({ node }) => node)).toEqual([
    'conv2d_3',
    'batch_normalization_4',
    'activation_5',
    'dense_9',
  ]);
  for (const [index, layer] of graph.reading.layers.entries()) {
    const other = eager.reading.layers[index];
    expect(layer.finite).toBe(true);
    expect(layer.gradient ?? 0).toBeCloseTo(other?.gradient ?? 0, 3);
    expect(layer.update ?? 0).toBeCloseTo(other?.update ?? 0, 3);
    expect(layer.deviation ?? 0).toBeCloseTo(other?.deviation ?? 0, 3);
    expect(layer.zeros).toBeCloseTo(other?.zeros ?? 0, 2);
  }
  const dense = graph.reading.layers.at(-1);
  const change = lengthOf(graph.after.map((value, index) => value - (graph.before[index] ?? 0)));
  // The bias begins at 0 and adds to the change, not to the length before.
  expect(dense?.update ?? 0).toBeGreaterThanOrEqual((change / lengthOf(graph.before)) * 0.99);
  expect(dense?.update ?? 0).toBeLessThan((change / lengthOf(graph.before)) * 1.1);
  expect(dense?.weight ?? 0).toBeCloseTo(lengthOf(graph.before), 3);
  const relu = graph.reading.layers[2];
  expect(relu?.zeros).toBeGreaterThan(0.2);
  expect(relu?.size).toBe(0);
  const counts = graph.reading.histograms.at(-1)?.weights?.counts ?? [];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(16 * 4 * 3 + 3);
});

test('gradients that are added up are looked at where the weights change', async () => {
  const optimizer = optimizerConfig.parse({ name: 'sgd', learningRate: 0.01, accumulate: 2 });
  const job = smallJob(folder, data, { epochs: 6, batchSize: 8, optimizer });
  const seen = seenIn(await trainToEnd(job, new Control()));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every(({ step }) => step % 2 === 0)).toBe(true);
  expect(seen.every(({ layers }) => (layers.at(-1)?.update ?? 0) > 0)).toBe(true);
});
