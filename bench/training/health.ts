/**
 * `node bench/training/health.ts`: what it costs to look at layers while a network trains. Both trainings run in one
 * process, block by block in turn, after the time that a short run is given for nothing. Ends with 1 above 5 %.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HealthWatch } from '#main/trainer/health/watch.ts';
import { openSession } from '#main/trainer/loop/session.ts';
import { type PackedData, packedData } from '#shared/contract/trainer.ts';
import { runConfig } from '#shared/training/run.ts';
import { type BenchModel, CLASSES, models } from './models.ts';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: 'mlp,cnn,lstm,transformer' },
    repeats: { type: 'string', default: '31' },
    seconds: { type: 'string', default: '0.5' },
    engine: { type: 'string', default: 'graph' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'strata-health-bench-'));
const BATCHES = 4;
const WARM_ROUNDS = 6;
const RATE = 0.001;
/** Steps for which the most frequent looks are planned. */
const PLANNED = 100;

function write({ name, shape, graph }: BenchModel, batch: number): PackedData {
  const count = batch * BATCHES;
  const size = shape.reduce((product, length) => product * length, 1);
  const features = Float32Array.from({ length: count * size }, (_, index) => ((index * 7919) % 1000) / 1000);
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  writeFileSync(join(folder, `${name}.features`), new Uint8Array(features.buffer));
  writeFileSync(join(folder, `${name}.labels`), new Uint8Array(labels.buffer));
  const classes = Array.from({ length: CLASSES }, (_, index) => `class ${index}`);
  return packedData.parse({
    count,
    inputs: [{ node: graph.nodes[0]?.id, file: join(folder, `${name}.features`), shape, dtype: 'float32' }],
    targets: [
      { node: graph.nodes.at(-1)?.id, file: join(folder, `${name}.labels`), shape: [], dtype: 'int32', classes },
    ],
    splits: { train: Array.from({ length: count }, (_, index) => index), validation: [], test: [] },
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A step's milliseconds. */
interface Block {
  readonly wall: number;
  readonly cpu: number;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function measure(model: BenchModel): Promise<number> {
  const [batch] = model.batches;
  const data = write(model, batch);
  const config = runConfig.parse({ batchSize: batch, engine: values.engine });
  const job = { graph: model.graph, config, data };
  const [watched, plain] = [await openSession(job, { watched: true }), await openSession(job)];
  const batches = await Promise.all(
    Array.from({ length: BATCHES }, (_, index) =>
      plain.reader.read(data.splits.train.slice(index * batch, (index + 1) * batch)),
    ),
  );
  const batchAt = (step: number) => batches[step % BATCHES] as (typeof batches)[number];
  const watch = new HealthWatch(watched.steps, PLANNED);
  let looks = 0;
  const on = (step: number) => {
    if (watch.train(batchAt(step), step, RATE).reading) looks++;
  };
  const off = (step: number) => plain.steps.trainStep(batchAt(step), step, RATE);
  let step = 0;
  const block = (run: (step: number) => unknown, count: number): Block => {
    const cpu = process.cpuUsage();
    const began = performance.now();
    for (let index = 0; index < count; index++) run(step + index);
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    return { wall: wall / count, cpu: (user + system) / 1000 / count };
  };
  block(off, 5);
  const count = Math.max(10, Math.ceil((Number(values.seconds) * 1000) / block(off, 10).wall));
  // What is given for nothing is used up here.
  for (let round = 0; round < WARM_ROUNDS; round++) {
    block(on, count);
    block(off, count);
    step += count;
  }
  looks = 0;
  const blocks: { on: Block[]; off: Block[] } = { on: [], off: [] };
  for (let round = 0; round < Number(values.repeats); round++) {
    if (round % 2 === 0) blocks.on.push(block(on, count));
    blocks.off.push(block(off, count));
    if (round % 2 === 1) blocks.on.push(block(on, count));
    step += count;
  }
  const share = (of: keyof Block): number =>
    median(blocks.on.map((each) => each[of])) / median(blocks.off.map((each) => each[of])) - 1;
  const every = Math.round((count * Number(values.repeats)) / Math.max(1, looks));
  const [wall, cpu] = [share('wall'), share('cpu')];
  console.log(
    `${model.name.padEnd(12)} ${watched.steps.engine}  ${median(blocks.off.map((each) => each.wall)).toFixed(2)} ms a step; ` +
      `${percent(wall)} more time, ${percent(cpu)} more work of processors; a look every ${every} steps`,
  );
  await watched.dispose();
  await plain.dispose();
  // On a machine that does other things too, time tells of those.
  return Math.min(wall, cpu);
}

try {
  for (const name of values.models.split(',')) {
    const model = models.find((one) => one.name === name);
    if (!model) throw new Error(`No model ${name}; there are: ${models.map((one) => one.name).join(', ')}.`);
    if ((await measure(model)) > 0.05) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
