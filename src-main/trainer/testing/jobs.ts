import { join } from 'node:path';
import type { PackedData, TrainerEvent, TrainJob } from '#shared/contract/trainer.ts';
import { type RunConfig, runConfig } from '#shared/training/run.ts';
import type { Control } from '../loop/control.ts';
import { train } from '../loop/train.ts';
import { chain } from './chain.ts';

/** With everything that has a state or draws random numbers: normalization, dropout, augmentation. */
export const smallCnn = chain(
  ['input', { shape: [8, 8, 1] }],
  ['random_translation', { height_factor: 0.1, width_factor: 0.1 }],
  ['rescaling', { scale: 1 / 255, offset: 0 }],
  ['conv2d', { filters: 4, kernel_size: [3, 3], padding: 'same', use_bias: false }],
  ['batch_normalization', { momentum: 0.8 }],
  ['activation', { activation: 'relu' }],
  ['max_pooling2d', { pool_size: [2, 2] }],
  ['flatten'],
  ['dropout', { rate: 0.2 }],
  ['dense', { units: 3 }],
  ['output'],
);

export function smallJob(folder: string, data: PackedData, config: Partial<RunConfig> = {}): TrainJob {
  const base = { epochs: 3, batchSize: 16, optimizer: { name: 'adam', learningRate: 0.01 } };
  return {
    graph: smallCnn,
    config: runConfig.parse({ ...base, ...config }),
    data,
    checkpoints: join(folder, 'checkpoints'),
    resume: false,
  };
}

/** Trains to the end and keeps what was said. */
export async function trainToEnd(
  job: TrainJob,
  control: Control,
  onEvent: (event: TrainerEvent) => void = () => {},
): Promise<TrainerEvent[]> {
  const events: TrainerEvent[] = [];
  for await (const event of train(job, control)) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

/** The values of whole epochs. */
export const epochsOf = (events: readonly TrainerEvent[]) =>
  events.flatMap((event) => (event.type === 'progress' ? event.points.filter(({ scope }) => scope === 'epoch') : []));
