import { z } from 'zod';
import { deviceChoice } from './computing.ts';
import { optimizerConfig } from './optimizers/index.ts';
import { scheduleConfig } from './schedules/index.ts';

export const runStates = [
  'queued',
  'preparing',
  'running',
  'paused',
  'completed',
  'stopped',
  'failed',
  'interrupted',
] as const;
export const runState = z.enum(runStates);
export type RunState = z.infer<typeof runState>;

/** No trainer works on a run in one of these. */
export const isAtRest = (state: RunState): boolean =>
  state === 'completed' || state === 'stopped' || state === 'failed' || state === 'interrupted';

/** A metric's name, as in curves: `val_loss`, `val_accuracy`, `val_out_mean_absolute_error`. */
const monitor = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9_.-]+$/, 'the name of a metric, such as val_loss');

/** Lowers the learning rate each time that a metric stands still. It depends on the course of the run, unlike a schedule. */
export const plateau = z.object({
  monitor: monitor.default('val_loss'),
  patience: z.number().int().min(1).max(1000).default(5),
  factor: z.number().min(0.001).max(0.99).default(0.3),
  /** Epochs after a change in which nothing is counted. */
  cooldown: z.number().int().min(0).max(1000).default(0),
  /** The learning rate doesn't fall below this. */
  lowest: z.number().min(0).max(1).default(1e-6),
});
export type Plateau = z.infer<typeof plateau>;

export const earlyStopping = z.object({
  monitor: monitor.default('val_loss'),
  patience: z.number().int().min(1).max(1000).default(10),
});

/** As it may be set while a run trains; each optimizer has its own usual one. */
export const learningRate = z.number().min(1e-8).max(10);

/** What decides a training apart from graph and data. */
export const runConfig = z.object({
  epochs: z.number().int().min(1).max(100_000).default(30),
  batchSize: z.number().int().min(1).max(65_536).default(32),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(7),
  optimizer: optimizerConfig.prefault({ name: 'adam' }),
  schedule: scheduleConfig.prefault({ name: 'constant' }),
  plateau: plateau.nullable().default(null),
  earlyStopping: earlyStopping.nullable().default(null),
  /** `graph`: a step is recorded and replayed, where that can be proven; `eager`: operation by operation, always. */
  engine: z.enum(['graph', 'eager']).default('graph'),
  /** XLA compiles the recorded step: faster for dense layers and attention, slower for convolutions. */
  xla: z.boolean().default(false),
  device: deviceChoice,
  /** Null: as many as are fastest, tried out before a long run. */
  threads: z.number().int().min(1).max(1024).nullable().default(null),
  /** Whether layers are looked at while it trains; the training is the same, bit for bit. */
  health: z.enum(['on', 'off']).default('on'),
  /** Which metric decides the best checkpoint. */
  best: monitor.default('val_accuracy'),
  /** How much a sample of each class counts; `balanced`: the rarer its class, the more. Null: all the same. */
  classWeights: z
    .union([z.literal('balanced'), z.record(z.string(), z.number().min(0).max(1e6))])
    .nullable()
    .default(null),
});
export type RunConfig = z.infer<typeof runConfig>;

/**
 * Values at the end of a batch or epoch: `loss`, `accuracy`, `val_loss`, `val_accuracy`; of several outputs `out_loss`,
 * `val_out_accuracy`, as in Keras. Never NaN in JSON: null instead.
 */
export const metricValues = z.record(z.string(), z.number().nullable());
export type MetricValues = z.infer<typeof metricValues>;

export const metricPoint = z.object({
  scope: z.enum(['batch', 'epoch']),
  /** Batches trained so far, over the whole run. */
  step: z.number().int(),
  /** Counts from 1. */
  epoch: z.number().int(),
  /** Seconds of training so far, without pauses. */
  seconds: z.number(),
  values: metricValues,
});
export type MetricPoint = z.infer<typeof metricPoint>;

/** The checkpoint of another run that a run went on from; that run may be gone since. */
export const runOrigin = z.object({
  run: z.string(),
  number: z.number().int(),
  checkpoint: z.enum(['best', 'last']),
  epoch: z.number().int(),
  step: z.number().int(),
});
export type RunOrigin = z.infer<typeof runOrigin>;

export const trainingProgress = z.object({
  epoch: z.number().int(),
  epochs: z.number().int(),
  step: z.number().int(),
  stepsPerEpoch: z.number().int(),
  samplesPerSecond: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  /** Of the last batch; null before the first. */
  learningRate: z.number().nullable().default(null),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;
