import { setImmediate } from 'node:timers/promises';
import { shuffledBatches } from '#main/trainer/batches/epoch-plan.ts';
import { readAhead, readInProcess } from '#main/trainer/batches/read-ahead.ts';
import { openSession } from '#main/trainer/loop/session.ts';
import type { Graph } from '#shared/graph/types.ts';
import { runConfig } from '#shared/training/run.ts';
import { CLASSES, chain } from '../models.ts';
import { writePictures } from './synthetic.ts';

const BATCH = 32;
/** Steps that don't count, and those that do. */
const [WARM, MEASURED] = [8, 56];
const TURNS = 5;
const GOAL = 5000;

/** All of a picture reaches TensorFlow, which casts it; after that one pixel is left. */
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

const convolved = { filters: 16, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' };
const pictures = chain(
  ['input', { shape: [64, 64, 3] }],
  ['rescaling', { scale: 1 / 255 }],
  ['conv2d', convolved],
  ['conv2d', convolved],
  ['global_average_pooling2d'],
  ['dense', { units: CLASSES }],
  ['output'],
);

/** Pictures a second, the batches filled by a thread and in the process, taking turns: the best turn of each. */
async function rates(folder: string, graph: Graph, size: number): Promise<{ thread: number; process: number }> {
  const data = await writePictures(folder, `pictures ${size}`, BATCH * (WARM + MEASURED), [size, size, 3]);
  const session = await openSession({ graph, config: runConfig.parse({ batchSize: BATCH }), data });
  const best = { thread: 0, process: 0 };
  let step = 0;
  for (let turn = 0; turn < TURNS * 2; turn++) {
    const way = turn % 2 === 0 ? 'thread' : 'process';
    const read = way === 'thread' ? readAhead : readInProcess;
    let began = 0;
    let done = 0;
    for await (const raw of read(session.reader, shuffledBatches(data.splits.train, BATCH, 7, turn))) {
      session.steps.trainStep(raw, step++, 0.001);
      if (++done === WARM) began = performance.now();
      // As the run's own loop does, to let commands in.
      await setImmediate();
    }
    best[way] = Math.max(best[way], (MEASURED * BATCH * 1000) / (performance.now() - began));
  }
  await session.dispose();
  return best;
}

/** Prints how many pictures a second a training takes in; false where that is fewer than the goal. */
export async function measureFeeding(folder: string): Promise<boolean> {
  let reached = true;
  for (const [title, graph, size] of [
    ['a network of one pixel', empty, 224],
    ['a CNN', pictures, 64],
  ] as const) {
    const { thread, process } = await rates(folder, graph, size);
    const told = `${Math.round(thread)} pictures a second by the thread, ${Math.round(process)} in the process`;
    console.log(`feeding: ${size} × ${size} × 3 bytes, batches of ${BATCH}, ${title}: ${told}`);
    if (graph === empty) reached = thread >= GOAL;
  }
  return reached;
}
