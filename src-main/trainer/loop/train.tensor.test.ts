import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackedData, TrainerEvent } from '#shared/contract/trainer.ts';
import { optimizerConfig } from '#shared/training/optimizers/index.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { evaluateRows, loadModel } from '../evaluate/loaded-model.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { epochsOf, smallJob, trainToEnd } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { Control } from './control.ts';

let folder: string;
let data: PackedData;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-train-'));
  data = await writePictures(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const last = (events: readonly TrainerEvent[]) => events.at(-1);
const weightsIn = async (checkpoint: string): Promise<Record<string, number[]>> => {
  const { weights } = await readCheckpoint(checkpoint);
  return Object.fromEntries([...weights].map(([name, { values }]) => [name, [...values]]));
};

test('it learns, reports and keeps checkpoints, and leaves no tensor over', async () => {
  const before = tf.memory().numTensors;
  const kept: number[] = [];
  const events = await trainToEnd(smallJob(folder, data, { epochs: 12 }), new Control(), (event) => {
    if (event.type === 'checkpoint' && event.kind === 'last') kept.push(tf.memory().numTensors);
  });
  expect(events[0]).toMatchObject({ type: 'started', engine: 'graph', epoch: 0, step: 0, parameters: 36 + 16 + 195 });
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'completed' });
  const epochs = epochsOf(events);
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(epochs.at(-1)?.values.val_accuracy).toBeGreaterThan(0.8);
  expect(epochs.at(-1)?.values.loss).toBeLessThan((epochs[0]?.values.loss ?? 0) / 2);
  expect(new Set(kept).size).toBe(1);
  expect(tf.memory().numTensors).toBe(before);

  const points = events.flatMap((event) => (event.type === 'progress' ? event.points : []));
  expect(points.filter(({ scope }) => scope === 'batch').map(({ step }) => step)).toEqual(
    Array.from({ length: 12 * 5 }, (_, index) => index + 1),
  );
  const best = await readCheckpoint(join(folder, 'checkpoints', 'best'));
  const highest = Math.max(...epochs.map(({ values }) => values.val_accuracy ?? 0));
  expect(best.metrics.val_accuracy).toBe(highest);
});

test('killed after two epochs and resumed, it ends at the same weights as without', async () => {
  const whole = smallJob(join(folder, 'whole'), data, { epochs: 4 });
  await trainToEnd(whole, new Control());

  const killed = smallJob(join(folder, 'killed'), data, { epochs: 4 });
  const file = join(folder, 'job.json');
  await writeFile(file, JSON.stringify(killed));
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/train-in-process.ts'), file]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
    if (said.includes('last 2')) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');

  const events = await trainToEnd({ ...killed, resume: true }, new Control());
  expect(events[0]).toMatchObject({ type: 'started', epoch: expect.any(Number) });
  expect((events[0] as { epoch: number }).epoch).toBeGreaterThanOrEqual(2);
  expect(await weightsIn(join(killed.checkpoints, 'last'))).toEqual(await weightsIn(join(whole.checkpoints, 'last')));
});

test('stopped within an epoch and resumed, it ends at the same weights and sums', async () => {
  const whole = smallJob(join(folder, 'whole'), data, { epochs: 2, batchSize: 8 });
  const expected = epochsOf(await trainToEnd(whole, new Control()));

  const job = smallJob(join(folder, 'stopped'), data, { epochs: 2, batchSize: 8 });
  const control = new Control();
  const events = await trainToEnd(job, control, (event) => {
    if (event.type === 'progress') control.give({ command: 'stop' });
  });
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'stopped' });
  const { state } = await readCheckpoint(join(job.checkpoints, 'last'));
  expect(state.batch).toBeGreaterThan(0);
  expect(state.epoch).toBe(0);

  const found = epochsOf(await trainToEnd({ ...job, resume: true }, new Control()));
  expect(found.map(({ values }) => values)).toEqual(expected.map(({ values }) => values));
  expect(await weightsIn(join(job.checkpoints, 'last'))).toEqual(await weightsIn(join(whole.checkpoints, 'last')));
});

test.each([
  ['averaged', { name: 'schedule_free_adamw', learningRate: 0.01 }],
  ['average', { name: 'adam', averaging: 0.9 }],
])('what is averaged (%s) is what is validated and kept', async (slot, optimizer) => {
  const job = smallJob(folder, data, { epochs: 1, optimizer: optimizerConfig.parse(optimizer) });
  const [epoch] = epochsOf(await trainToEnd(job, new Control()));
  const best = await readCheckpoint(join(job.checkpoints, 'best'));
  const now = await readCheckpoint(join(job.checkpoints, 'last'));
  const kernels = [...best.weights].filter(([path]) => path.endsWith('/kernel'));
  expect(kernels.length).toBeGreaterThan(1);
  for (const [path, { values }] of kernels) {
    expect([...values]).toEqual([...(now.optimizer.get(`${slot}:${path}`)?.values ?? [])]);
    expect([...values]).not.toEqual([...(now.weights.get(path)?.values ?? [])]);
  }
  const loaded = await loadModel({ graph: job.graph, checkpoint: join(job.checkpoints, 'best') });
  try {
    const found = await evaluateRows(loaded, data, data.splits.validation, 16);
    expect(found.metrics.loss).toBeCloseTo(epoch?.values.val_loss ?? Number.NaN, 5);
  } finally {
    loaded.dispose();
  }
});

test('it goes on for more epochs where a completed run ended', async () => {
  const job = smallJob(folder, data, { epochs: 2 });
  await trainToEnd(job, new Control());
  const events = await trainToEnd({ ...job, config: { ...job.config, epochs: 3 }, resume: true }, new Control());
  expect(events[0]).toMatchObject({ type: 'started', epoch: 2, step: 10 });
  expect(epochsOf(events).map(({ epoch }) => epoch)).toEqual([3]);
});

test('a pause takes hold between two steps and does not count as time', async () => {
  const control = new Control();
  const began = performance.now();
  let paused = 0;
  const events = await trainToEnd(smallJob(folder, data, { epochs: 2 }), control, (event) => {
    if (event.type === 'progress' && paused === 0) control.give({ command: 'pause' });
    if (event.type !== 'paused') return;
    paused = performance.now();
    setTimeout(() => control.give({ command: 'resume' }), 1500);
  });
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['paused', 'resumed', 'ended']));
  const ended = last(events);
  const whole = (performance.now() - began) / 1000;
  expect((performance.now() - paused) / 1000).toBeGreaterThan(1.4);
  expect(ended?.type === 'ended' && ended.seconds).toBeLessThan(whole - 1.4);
});

test('a stop ends a paused training', async () => {
  const control = new Control();
  control.give({ command: 'pause' });
  const events = await trainToEnd(smallJob(folder, data), control, (event) => {
    if (event.type === 'paused') control.give({ command: 'stop' });
  });
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'stopped' });
});

test('asked to, it stops when its epoch is done, as if it had been planned so', async () => {
  const control = new Control();
  const events = await trainToEnd(smallJob(folder, data), control, (event) => {
    if (event.type === 'progress') control.give({ command: 'stop-after-epoch' });
  });
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'stopped' });
  expect(epochsOf(events).map(({ epoch }) => epoch)).toEqual([1]);
});

test('another learning rate counts from the next step on, and is kept at once', async () => {
  const control = new Control();
  const job = smallJob(folder, data, { epochs: 4 });
  let saved = false;
  const events = await trainToEnd(job, control, (event) => {
    if (event.type === 'checkpoint' && event.kind === 'last' && event.epoch === 2 && !saved) {
      saved = true;
      control.give({ command: 'rate', rate: 0.5 });
    }
    // Not at the end of an epoch: the checkpoint that the change asked for.
    if (event.type === 'checkpoint' && Object.keys(event.metrics).length === 0) control.give({ command: 'stop' });
  });
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'stopped' });
  const resumed = await trainToEnd({ ...job, resume: true }, new Control());
  expect(epochsOf(resumed).map(({ values }) => values.learning_rate)).toEqual([0.5, 0.5]);
  expect(epochsOf(events).map(({ values }) => values.learning_rate)).toEqual([undefined, undefined]);
});

test('a checkpoint is written when it is asked for, paused or not', async () => {
  const control = new Control();
  let asked = 0;
  const events = await trainToEnd(smallJob(folder, data, { epochs: 1 }), control, (event) => {
    if (event.type === 'progress' && asked++ === 0) control.give({ command: 'pause' });
    if (event.type === 'paused') control.give({ command: 'save' });
    if (event.type === 'checkpoint') control.give({ command: 'resume' });
  });
  const kinds = events.map((event) => (event.type === 'checkpoint' ? `${event.kind} ${event.epoch}` : event.type));
  expect(kinds.slice(kinds.indexOf('paused'), kinds.indexOf('resumed') + 1)).toEqual(['paused', 'last 0', 'resumed']);
});

test('it stops early when nothing gets better', async () => {
  // So small a rate that accuracy never changes.
  const config = {
    epochs: 10,
    optimizer: optimizerConfig.parse({ name: 'sgd', learningRate: 1e-12 }),
    earlyStopping: { monitor: 'val_accuracy' as const, patience: 2 },
  };
  const graph = chain(['input', { shape: [8, 8, 1] }], ['flatten'], ['dense', { units: 3 }], ['output']);
  const events = await trainToEnd({ ...smallJob(folder, data, config), graph }, new Control());
  expect(last(events)).toMatchObject({ type: 'ended', reason: 'early-stopping' });
  expect(epochsOf(events)).toHaveLength(3);
});

// With all samples in one batch it is the validation that meets the spoilt weights first.
test.each([8, 65_536])('a training that runs away says so, and what to try: batches of %i', async (batchSize) => {
  const graph = chain(
    ['input', { shape: [8, 8, 1] }],
    ['flatten'],
    ['dense', { units: 3 }],
    ['dense', { units: 3 }],
    ['output'],
  );
  const optimizer = optimizerConfig.parse({ name: 'sgd', learningRate: 10, momentum: 0.99 });
  const job = { ...smallJob(folder, data, { epochs: 30, batchSize, optimizer }), graph };
  const before = tf.memory().numTensors;
  await expect(trainToEnd(job, new Control())).rejects.toMatchObject({
    code: 'TRAINER_FAILED',
    message: expect.stringMatching(/ran away.*learning rate of 1 instead of 10/),
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('damaged data are found before training', async () => {
  await writeFile(data.inputs[0]?.file ?? '', new Uint8Array(10));
  await expect(trainToEnd(smallJob(folder, data), new Control())).rejects.toMatchObject({ code: 'DATA_INVALID' });
});

test('a network that does not fit the data is refused in words', async () => {
  const narrow = chain(['input', { shape: [8, 8, 1] }], ['flatten'], ['dense', { units: 2 }], ['output']);
  const before = tf.memory().numTensors;
  await expect(trainToEnd({ ...smallJob(folder, data), graph: narrow }, new Control())).rejects.toMatchObject({
    code: 'GRAPH_INVALID',
    message: 'output_3 gives 2 values; the data have 3 classes. Set the units of the layer before it to 3.',
  });
  const other = chain(['input', { shape: [4, 4, 1] }], ['flatten'], ['dense', { units: 3 }], ['output']);
  await expect(trainToEnd({ ...smallJob(folder, data), graph: other }, new Control())).rejects.toMatchObject({
    message: 'input_0 takes 4 × 4 × 1 values a sample; the data have 8 × 8 × 1.',
  });
  expect(tf.memory().numTensors).toBe(before);
});
