import { join } from 'node:path';
import { Control } from '#main/trainer/loop/control.ts';
import { train } from '#main/trainer/loop/train.ts';
import { type PackedData, trainJob } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import { CLASSES, chain } from '../models.ts';
import { writePictures } from './synthetic.ts';

const MOST_GROWTH = 0.05;

const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20;

function network(shape: number[], filters: number): Graph {
  return chain(
    ['input', { shape }],
    ['conv2d', { filters, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' }],
    ['batch_normalization'],
    ['flatten'],
    ['dropout', { rate: 0.2 }],
    ['dense', { units: CLASSES }],
    ['output'],
  );
}

interface Marathon {
  readonly title: string;
  readonly graph: Graph;
  readonly data: PackedData;
  readonly engine: string;
  readonly batchSize: number;
  readonly epochs: number;
  /** Epochs until memory has to be what it is going to be. */
  readonly settled: number;
}

/** A whole run, checkpoints and all; the most memory after it has settled against what it was then. */
async function growthOf(folder: string, marathon: Marathon): Promise<number> {
  const { title, graph, data, engine, batchSize, epochs, settled } = marathon;
  const job = trainJob.parse({
    graph,
    data,
    config: { batchSize, epochs, engine, best: 'loss' },
    checkpoints: join(folder, title),
    resume: false,
  });
  let epoch = 0;
  let first = 0;
  let most = 0;
  const began = performance.now();
  for await (const event of train(job, new Control())) {
    if (event.type === 'started') console.log(`${title}: ${event.engine}${event.reason ? `, as ${event.reason}` : ''}`);
    // Written after each epoch.
    if (event.type !== 'checkpoint' || event.kind !== 'last') continue;
    epoch = event.epoch;
    const now = megabytes();
    if (epoch === settled) first = now;
    if (epoch > settled) most = Math.max(most, now);
    if (epoch % Math.ceil(epochs / 10) === 0 || epoch === settled) {
      const minutes = ((performance.now() - began) / 60_000).toFixed(1);
      console.log(
        `${title}: epoch ${epoch}, step ${event.step}: ${now.toFixed(0)} MiB resident after ${minutes} minutes`,
      );
    }
  }
  const growth = most / first - 1;
  const told = `${first.toFixed(0)} MiB after epoch ${settled}, at most ${most.toFixed(0)} MiB after that: ${(growth * 100).toFixed(1)} %`;
  console.log(`${title}: ${told}`);
  return growth;
}

/** So many steps of a small network, in ten epochs. */
export async function manySteps(folder: string, steps: number, engine: string): Promise<boolean> {
  const [batchSize, epochs] = [32, 10];
  const data = await writePictures(folder, 'small', Math.ceil(steps / epochs) * batchSize, [28, 28, 1]);
  const graph = network([28, 28, 1], 8);
  const marathon = { title: `${steps} steps`, graph, data, engine, batchSize, epochs, settled: 1 };
  return (await growthOf(folder, marathon)) <= MOST_GROWTH;
}

/** So many epochs of so many small pictures. */
export async function manyEpochs(folder: string, epochs: number, count: number, engine: string): Promise<boolean> {
  const data = await writePictures(folder, 'many', count, [32, 32, 3]);
  const title = `${epochs} epochs of ${count} pictures`;
  const marathon = { title, graph: network([32, 32, 3], 4), data, engine, batchSize: 128, epochs, settled: 1 };
  return (await growthOf(folder, marathon)) <= MOST_GROWTH;
}
