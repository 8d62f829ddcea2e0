import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackedData, StepJob } from '#shared/contract/trainer.ts';
import type { NamedViews } from '#shared/training/step-record.ts';
import { assignWeights, readWeights } from '../build/weights.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { Control } from '../loop/control.ts';
import { openSession } from '../loop/session.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { smallJob, trainToEnd } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { StepSession } from './step-session.ts';

let folder: string;
let data: PackedData;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-steps-'));
  data = await writePictures(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const jobOf = (changes: Partial<StepJob> = {}): StepJob => {
  const { graph, config } = smallJob(folder, data, { epochs: 2 });
  return { graph, config, data, checkpoint: null, rows: null, ...changes };
};
const request = { batch: 0, node: '', part: 'activation', sample: 0, tiles: 64 } as const;
const floatsOf = async ({ views }: NamedViews, name: string): Promise<Float32Array> => {
  const found = views.find((each) => each.name === name);
  return new Float32Array((await found?.view.data.arrayBuffer()) ?? new ArrayBuffer(0));
};

test('stepping through every batch of two epochs is the training of two epochs, to the last bit', async () => {
  // By the same way of computing: a graph may add up in another order.
  const training = smallJob(folder, data, { epochs: 2, engine: 'eager' });
  const losses: (number | null | undefined)[] = [];
  await trainToEnd(training, new Control(), (event) => {
    if (event.type !== 'progress') return;
    for (const { scope, values } of event.points) if (scope === 'batch') losses.push(values.loss);
  });
  const trained = (await readCheckpoint(join(training.checkpoints, 'last'))).weights;

  const session = await StepSession.open(jobOf());
  const records = [];
  for (let batch = 0; batch < 10; batch++) records.push(await session.run(batch));
  expect(records.map(({ loss }) => loss)).toEqual(losses);
  expect(records.map(({ epoch, batchInEpoch }) => [epoch, batchInEpoch])).toEqual(
    [0, 1].flatMap((epoch) => [0, 1, 2, 3, 4].map((batch) => [epoch, batch])),
  );
  for (const { name, node } of [...trained.keys()].map((path) => {
    const [node = '', name = ''] = path.split('/');
    return { node, name };
  })) {
    if (name === 'kernel') continue;
    const after = await floatsOf(session.view({ ...request, batch: 9, node, part: 'weights' }), `${name}/after`);
    expect([...after], `${node}/${name}`).toEqual([...(trained.get(`${node}/${name}`)?.values ?? [])]);
  }
  const last = records.at(-1)?.nodes.find(({ node }) => node === 'conv2d_3')?.weights[0]?.after;
  const kernel = [...(trained.get('conv2d_3/kernel')?.values ?? [])];
  expect(last?.norm).toBe(Math.sqrt(kernel.reduce((sum, value) => sum + value * value, 0)));

  // Back to the fourth batch and on again: the same numbers, dropout and augmentation included.
  for (const batch of [3, 4, 5]) expect(await session.run(batch)).toEqual({ ...records[batch], earliest: 0 });
  await expect(session.run(9)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await session.dispose();
});

test('from a checkpoint it goes on where the run stopped', async () => {
  const whole = smallJob(join(folder, 'whole'), data, { epochs: 2, engine: 'eager' });
  await trainToEnd(whole, new Control());
  const first = smallJob(join(folder, 'first'), data, { epochs: 1, engine: 'eager' });
  await trainToEnd(first, new Control());
  const session = await StepSession.open(jobOf({ checkpoint: join(first.checkpoints, 'last') }));
  const records = [];
  for (let batch = 0; batch < 5; batch++) records.push(await session.run(batch));
  expect(records.map(({ epoch, step }) => [epoch, step])).toEqual([6, 7, 8, 9, 10].map((step) => [1, step]));
  const bias = (await readCheckpoint(join(whole.checkpoints, 'last'))).weights.get('dense_9/bias')?.values ?? [];
  const after = await floatsOf(session.view({ ...request, batch: 4, node: 'dense_9', part: 'weights' }), 'bias/after');
  expect([...after]).toEqual([...bias]);
  await session.dispose();
});

test('the gradients are those of finite differences', async () => {
  const graph = chain(
    ['input', { shape: [8, 8, 1] }],
    ['rescaling', { scale: 1 / 255, offset: 0 }],
    ['flatten'],
    ['dense', { units: 5, activation: 'tanh' }],
    ['dense', { units: 3 }],
    ['output'],
  );
  const rows = [0, 1, 2, 3, 4, 5];
  const job = jobOf({ graph, rows });
  const session = await StepSession.open(job);
  await session.run(0);

  const other = await openSession({ ...job, config: { ...job.config, engine: 'eager' } });
  const raw = await other.reader.read(rows);
  const start = readWeights(other.model.weights);
  const lossWith = (path: string, index: number, change: number): number => {
    const weights = new Map([...start].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]));
    const values = weights.get(path)?.values as Float32Array;
    values[index] = (values[index] as number) + change;
    assignWeights(other.model.weights, weights);
    return (other.steps.evaluateStep(raw).sums[0] ?? Number.NaN) / rows.length;
  };
  const epsilon = 1e-2;
  for (const path of ['dense_3/kernel', 'dense_3/bias', 'dense_4/kernel', 'dense_4/bias']) {
    const [node = '', name = ''] = path.split('/');
    const { views } = session.view({ ...request, node, part: 'weights' });
    const view = views.find((each) => each.name === `${name}/gradient`)?.view;
    const bytes = new Uint8Array((await view?.data.arrayBuffer()) ?? new ArrayBuffer(0));
    const scale = ((view?.high ?? 0) - (view?.low ?? 0)) / 255;
    const shown =
      view?.kind === 'strip'
        ? new Float32Array(bytes.buffer)
        : [...bytes].map((byte) => (view?.low ?? 0) + byte * scale);
    expect(shown.length).toBe(start.get(path)?.values.length);
    for (const index of [0, 1, 2, shown.length - 1]) {
      const slope = (lossWith(path, index, epsilon) - lossWith(path, index, -epsilon)) / (2 * epsilon);
      // Half a grey level is as exact as a picture can be.
      expect(Math.abs((shown[index] as number) - slope), `${path}[${index}]`).toBeLessThan(
        2e-4 + (view?.kind === 'tiles' ? scale / 2 : 0),
      );
    }
  }

  // The gradient by a layer's output, added up over the batch, is the gradient by its bias where nothing follows the bias.
  const bias = await floatsOf(session.view({ ...request, node: 'dense_4', part: 'weights' }), 'bias/gradient');
  const sums = [0, 0, 0];
  for (const [sample] of rows.entries()) {
    const gradient = await floatsOf(
      session.view({ ...request, node: 'dense_4', part: 'gradient', sample }),
      'gradient',
    );
    for (const [unit, value] of gradient.entries()) sums[unit] = (sums[unit] ?? 0) + value;
  }
  for (const [unit, sum] of sums.entries()) expect(sum).toBeCloseTo(bias[unit] ?? Number.NaN, 6);
  await session.dispose();
  await other.dispose();
});

test('it tells of every layer and sample, within bounds, and leaves no tensor over', async () => {
  const before = tf.memory().numTensors;
  const session = await StepSession.open(jobOf());
  const first = await session.run(0);
  const held = tf.memory().numTensors;
  await session.run(1);
  expect(tf.memory().numTensors).toBe(held);
  expect(first.nodes.map(({ node }) => node)).toEqual(jobOf().graph.nodes.map(({ id }) => id));
  expect(first.samples).toHaveLength(16);
  const mean = first.samples.reduce((sum, { loss }) => sum + (loss ?? 0), 0) / 16;
  expect(mean).toBeCloseTo(first.loss ?? Number.NaN, 5);
  expect(first.samples.filter(({ truth, predicted }) => truth === predicted)).toHaveLength(first.correct ?? Number.NaN);
  for (const { scores } of first.samples) {
    expect(scores.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(1, 5);
  }

  const byNode = new Map(first.nodes.map((node) => [node.node, node]));
  expect(byNode.get('activation_5')?.forward.zeros).toBeGreaterThan(0.1);
  expect(byNode.get('dropout_8')?.forward.zeros).toBeGreaterThan(0.15);
  // Nothing can be learnt before the first weights: no gradient is computed there.
  expect(byNode.get('rescaling_2')?.gradient).toBeNull();
  expect(byNode.get('conv2d_3')?.gradient?.norm).toBeGreaterThan(0);
  const kernel = byNode.get('dense_9')?.weights[0];
  expect(kernel).toMatchObject({ name: 'kernel', trainable: true });
  expect(kernel?.ratio).toBeCloseTo((kernel?.delta.norm ?? 0) / (kernel?.before.norm ?? 1), 6);
  // Adam's first step moves every weight by the learning rate.
  expect(Math.abs((kernel?.largest?.after ?? 0) - (kernel?.largest?.before ?? 0))).toBeCloseTo(0.01, 4);
  expect(byNode.get('batch_normalization_4')?.weights.filter(({ trainable }) => !trainable)).toHaveLength(2);

  const { views } = session.view({ ...request, batch: 1, node: 'conv2d_3', sample: 15, tiles: 3 });
  expect(views[0]?.view).toMatchObject({ kind: 'tiles', shape: [8, 8, 4], total: 4, shown: 3, height: 8, width: 8 });
  expect(() => session.view({ ...request, batch: 1, node: 'conv2d_3', sample: 16 })).toThrow(/the first 16 are/);
  expect(() => session.view({ ...request, batch: 0 })).toThrow(/batch 2 is/);
  expect(session.view({ ...request, batch: 1, node: 'nowhere' })).toEqual({ views: [] });
  await session.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
