/**
 * `node bench/training/endurance.ts`: memory over `--steps` steps of a small network, and how many pictures of 224 × 224 a
 * second the loop moves through a network that does next to nothing. Ends with 1 where memory grows by over 5 %.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shuffledBatches } from '#main/trainer/batches/epoch-plan.ts';
import { readAhead } from '#main/trainer/batches/read-ahead.ts';
import { openSession, type TrainingSession } from '#main/trainer/loop/session.ts';
import { type PackedData, packedData } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import { runConfig } from '#shared/training/run.ts';
import { CLASSES, chain } from './models.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '10000' },
    pictures: { type: 'string', default: '1024' },
    engine: { type: 'string', default: 'graph' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'strata-endurance-'));

async function write(name: string, count: number, shape: number[]): Promise<PackedData> {
  const size = shape.reduce((product, length) => product * length, 1);
  const file = await open(join(folder, `${name}.features`), 'w');
  const row = new Uint8Array(size);
  for (let index = 0; index < count; index++) {
    for (let place = 0; place < size; place++) row[place] = (index * 31 + place * 7) & 255;
    await file.write(row);
  }
  await file.close();
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  await writeFile(join(folder, `${name}.labels`), new Uint8Array(labels.buffer));
  return packedData.parse({
    count,
    inputs: [{ node: 'input', file: join(folder, `${name}.features`), shape, dtype: 'uint8' }],
    targets: [
      {
        node: 'output',
        file: join(folder, `${name}.labels`),
        shape: [],
        dtype: 'int32',
        classes: Array.from({ length: CLASSES }, (_, index) => `class ${index}`),
      },
    ],
    splits: { train: Array.from({ length: count }, (_, index) => index), validation: [], test: [] },
  });
}

async function train(
  graph: Graph,
  data: PackedData,
  steps: number,
  look: (step: number, session: TrainingSession) => void,
): Promise<void> {
  const config = runConfig.parse({ batchSize: 32, engine: values.engine });
  const session = await openSession({ graph, config, data });
  let step = 0;
  for (let epoch = 0; step < steps; epoch++) {
    for await (const raw of readAhead(session.reader, shuffledBatches(data.splits.train, 32, 7, epoch))) {
      session.steps.trainStep(raw, step++, 0.001);
      look(step, session);
      if (step === steps) break;
    }
  }
  await session.dispose();
}

const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;

try {
  const pictures = await write('pictures', Number(values.pictures), [224, 224, 3]);
  const empty = chain(
    ['input', { shape: [224, 224, 3] }],
    [
      'cropping2d',
      {
        cropping: [
          [112, 111],
          [112, 111],
        ],
      },
    ],
    ['flatten'],
    ['dense', { units: CLASSES }],
    ['output'],
  );
  const measured = 256;
  let began = 0;
  await train(empty, pictures, measured + 32, (step) => {
    if (step === 32) began = performance.now();
  });
  const rate = (measured * 32 * 1000) / (performance.now() - began);
  console.log(`224 × 224 × 3, batches of 32, a network of one pixel: ${Math.round(rate)} pictures a second`);

  const steps = Number(values.steps);
  const small = chain(
    ['input', { shape: [28, 28, 1] }],
    ['conv2d', { filters: 8, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' }],
    ['batch_normalization'],
    ['flatten'],
    ['dropout', { rate: 0.2 }],
    ['dense', { units: CLASSES }],
    ['output'],
  );
  let settled = 0;
  await train(small, await write('small', 3200, [28, 28, 1]), steps, (step, session) => {
    if (step === Math.floor(steps / 10)) settled = megabytes();
    if (step % Math.ceil(steps / 10) === 0) {
      console.log(`step ${step} (${session.steps.engine}): ${megabytes().toFixed(0)} MiB resident`);
    }
  });
  const growth = megabytes() / settled - 1;
  console.log(`from step ${Math.floor(steps / 10)} on: ${(growth * 100).toFixed(1)} % more`);
  if (growth > 0.05) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
