import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Child, forkChild } from '#main/transport/child.ts';
import { type Client, connect } from '#main/transport/rpc.ts';
import type { PackedData, TrainerContract, TrainJob } from '#shared/contract/trainer.ts';
import { epochsOf, smallJob } from './testing/jobs.ts';
import { writePictures } from './testing/packed.ts';

let folder: string;
let child: Child;
let trainer: Client<TrainerContract>;
let data: PackedData;
let job: TrainJob;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-trainer-'));
  data = await writePictures(folder);
  job = smallJob(folder, data, { epochs: 5 });
  child = await forkChild(join(import.meta.dirname, 'entry.ts'));
  trainer = connect<TrainerContract>(child.port);
});
afterAll(async () => {
  await child.stop();
  await rm(folder, { recursive: true, force: true });
});

const floats = async (blob: Blob): Promise<Float32Array> => new Float32Array(await blob.arrayBuffer());

test('a process trains, obeys, evaluates, predicts and exports', async () => {
  await expect(trainer.predict({ inputs: [] })).rejects.toMatchObject({ code: 'CONFLICT' });

  const events = [];
  for await (const event of await trainer.train(job)) {
    events.push(event);
    if (event.type === 'started') await trainer.control({ command: 'pause' });
    if (event.type === 'paused') await trainer.control({ command: 'resume' });
  }
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['paused', 'resumed', 'checkpoint']));
  expect(events.at(-1)).toMatchObject({ type: 'ended', reason: 'completed' });

  const model = { graph: job.graph, checkpoint: join(job.checkpoints, 'last') };
  const rows = data.splits.validation;
  const evaluated = await trainer.evaluate({ model, data, rows, batchSize: 4 });
  const outputs = await floats(evaluated.outputs);
  expect(evaluated.shape).toEqual([rows.length, 3]);
  expect(evaluated).toMatchObject({ engine: 'eager', reason: expect.stringContaining('too few batches') });
  // Row by row most is replayed, and nothing is different.
  const replayed = await trainer.evaluate({ model, data, rows, batchSize: 1 });
  expect(replayed).toMatchObject({ engine: 'graph', reason: null });
  const byRow = await floats(replayed.outputs);
  for (const [index, value] of outputs.entries()) expect(byRow[index]).toBeCloseTo(value, 6);
  expect(evaluated.metrics.loss).toBeCloseTo(epochsOf(events).at(-1)?.values.val_loss ?? Number.NaN, 5);

  expect(await trainer.load(model)).toEqual({ outputs: ['output_10'] });
  const bytes = (await readFile(data.inputs[0]?.file ?? '')).subarray((rows[0] ?? 0) * 64, (rows[0] ?? 0) * 64 + 64);
  const picture = { shape: [1, 8, 8, 1], dtype: 'uint8' as const, data: new Blob([new Uint8Array(bytes)]) };
  const predict = async () => (await trainer.predict({ inputs: [picture] })).outputs;
  const [first] = await predict();
  expect(first).toMatchObject({ name: 'output_10', shape: [1, 3] });
  const predicted = await floats(first?.data ?? new Blob());
  for (const [index, value] of predicted.entries()) expect(value).toBeCloseTo(outputs[index] ?? Number.NaN, 6);

  const times: number[] = [];
  for (let call = 0; call < 10; call++) {
    const began = performance.now();
    await predict();
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(20);

  const target = join(folder, 'exported');
  await mkdir(target);
  expect(await trainer.export({ model, format: 'tfjs', folder: target, meta: {} })).toMatchObject({
    kind: 'layers-model',
  });
  const ran = await trainer.runExported({ format: 'tfjs', folder: target, inputs: [picture] });
  const again = await floats(ran.outputs[0]?.data ?? new Blob());
  for (const [index, value] of predicted.entries()) expect(again[index]).toBeCloseTo(value, 5);
});

test('what is wrong with a request or a graph crosses as an error a person can read', async () => {
  const model = { graph: job.graph, checkpoint: join(folder, 'nothing') };
  await expect(trainer.load(model)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const picture = { shape: [1, 4, 4, 1], dtype: 'uint8' as const, data: new Blob([new Uint8Array(16)]) };
  await expect(trainer.predict({ inputs: [picture] })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'input_0 expects (batch, 8, 8, 1); got (1, 4, 4, 1).',
  });
  await expect(trainer.predict({ inputs: [{ ...picture, shape: [1, 8, 8, 1] }] })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(trainer.export({ model, format: 'onnx', folder, meta: {} })).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
  });
});

test('an evaluation can be cancelled', async () => {
  const model = { graph: job.graph, checkpoint: join(job.checkpoints, 'last') };
  const rows = Array.from({ length: 20_000 }, (_, index) => index % data.count);
  const abort = new AbortController();
  const evaluated = trainer.evaluate({ model, data, rows, batchSize: 1 }, { signal: abort.signal });
  setTimeout(() => abort.abort(), 200);
  await expect(evaluated).rejects.toMatchObject({ code: 'CANCELLED' });
  // The process is free again at once.
  const began = performance.now();
  await trainer.load(model);
  expect(performance.now() - began).toBeLessThan(5000);
});
