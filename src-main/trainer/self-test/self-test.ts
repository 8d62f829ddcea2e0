import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { RehearsalJob } from '#shared/contract/trainer.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { runConfig } from '#shared/training/run.ts';
import type { SelfTestReport } from '#shared/training/self-test.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import { readWeights } from '../build/weights.ts';
import { differenceOf } from '../loop/compare-replay.ts';
import { openSession } from '../loop/session.ts';
import { usedDevice } from '../runtime/device.ts';
import { writeSyntheticData } from './synthetic-data.ts';

/** One of each family whose kernels differ between devices. */
const MODELS = [
  {
    name: 'dense',
    shape: [32],
    optimizer: { name: 'adam' },
    text: 'input[32] > rescaling(0.0039) > dense(64,relu) > dense(64,relu) > dense(3) > output',
  },
  {
    name: 'convolutional, with batch normalization and dropout',
    shape: [32, 32, 3],
    // Without a bias before the normalization: its gradient is nothing but rounding, which differs.
    optimizer: { name: 'sgd', momentum: 0.9 },
    text: 'input[32,32,3] > rescaling(0.0039) > conv2d(16,3,1,valid,1,1,linear,false) > batch_normalization > activation(relu) > max_pooling2d > conv2d(32,3) > activation(relu) > global_average_pooling2d > dropout(0.2) > dense(3) > output',
  },
] as const;

const BATCH = 32;
const ROWS = 96;
/** Steps whose weights are compared, before others are timed. */
const COMPARED = 10;
/** As DESIGN 12: of the largest number of an array. Cards add up in another order than processors, eager or not. */
const TOLERANCE = 1e-3;

/** Trains small networks by replay and eagerly, on the device that TensorFlow has chosen. */
export async function selfTest(timed: number): Promise<SelfTestReport> {
  const folder = await mkdtemp(join(tmpdir(), 'strata-self-test-'));
  try {
    const models: SelfTestReport['models'] = [];
    for (const { name, shape, text, optimizer } of MODELS) {
      const graph = parseTextGraph(text);
      const [input, output] = [graph.nodes[0]?.id ?? '', graph.nodes.at(-1)?.id ?? ''];
      const data = await writeSyntheticData(folder, { shape, count: ROWS, input, output });
      const job = { graph, data, config: runConfig.parse({ batchSize: BATCH, seed: 5, optimizer }) };
      const replayed = await trial(job, timed);
      const eager = await trial(job, timed, 'eager');
      const difference = Math.max(
        ...[...eager.weights].map(([path, values]) => differenceOf(values, replayed.weights.get(path))),
      );
      models.push({
        name,
        parameters: eager.parameters,
        engine: replayed.engine,
        reason: replayed.reason,
        difference,
        agrees: difference <= TOLERANCE,
        graphMilliseconds: replayed.milliseconds,
        eagerMilliseconds: eager.milliseconds,
      });
    }
    return { device: usedDevice(), models };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function trial(job: RehearsalJob, timed: number, engine?: 'eager') {
  const session = await openSession(engine ? { ...job, config: { ...job.config, engine } } : job);
  try {
    const { steps, reader, model, parameters } = session;
    const batches = await Promise.all(inBatches(job.data.splits.train, BATCH).map((rows) => reader.read(rows)));
    const rate = job.config.optimizer.learningRate;
    let step = 0;
    const train = () => {
      steps.trainStep(batches[step % batches.length] as (typeof batches)[number], step, rate);
      step++;
    };
    while (step < COMPARED) train();
    steps.pull();
    const weights = new Map(
      [...readWeights(model.weights)].map(([path, { values }]) => [path, Float32Array.from(values)]),
    );
    const times = Array.from({ length: timed }, () => {
      const began = performance.now();
      train();
      return performance.now() - began;
    }).sort((a, b) => a - b);
    const milliseconds = times[timed >> 1] as number;
    return { engine: steps.engine, reason: steps.reason, parameters, weights, milliseconds };
  } finally {
    await session.dispose();
  }
}
