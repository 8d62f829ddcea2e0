import { z } from 'zod';
import { metricValues } from './run.ts';

/** Checkpoints of before 2026-11 knew these two alone. */
const formerSums = z.object({ loss: z.number(), correct: z.number(), samples: z.number() });

function fromFormerSums(value: unknown): unknown {
  const former = formerSums.safeParse(value);
  if (!former.success) return value;
  const { samples, loss, correct } = former.data;
  return { samples, values: { loss, accuracy: correct }, metrics: {} };
}

/** Where a training stands, apart from weights and optimizer slots. */
export const trainingState = z.object({
  /** Whole epochs behind. */
  epoch: z.number().int().min(0),
  /** Batches behind in the present epoch. */
  batch: z.number().int().min(0),
  /** Batches behind over the whole run; random numbers and Adam's correction depend on it. */
  step: z.number().int().min(0),
  /** Seconds of training, without pauses. */
  seconds: z.number().min(0),
  /** Sums over the present epoch's batches, and what metrics remember of them. */
  sums: z.preprocess(
    fromFormerSums,
    z.object({
      samples: z.number(),
      values: z.record(z.string(), z.number()),
      metrics: z.record(z.string(), z.array(z.number())),
    }),
  ),
  /** Of the epoch that the best checkpoint holds; null before the first. */
  best: z.number().nullable(),
  earlyStopping: z.object({ best: z.number().nullable(), wait: z.number().int() }),
  /** The learning rate of the last batch; null before it. */
  rate: z.number().nullable().default(null),
  /** What a person set the learning rate to while it trained; null: what the run was begun with. */
  baseRate: z.number().nullable().default(null),
  /** Why its recording could not be proven, so that it stays eager when it is resumed; null: it is replayed. */
  refusal: z.string().nullable().default(null),
  /** How far the learning rate was lowered because a metric stood still. */
  plateau: z
    .object({ best: z.number().nullable(), wait: z.number().int(), cooldown: z.number().int(), factor: z.number() })
    .default({ best: null, wait: 0, cooldown: 0, factor: 1 }),
});
export type TrainingState = z.infer<typeof trainingState>;

export const freshState = (): TrainingState => ({
  epoch: 0,
  batch: 0,
  step: 0,
  seconds: 0,
  sums: { samples: 0, values: {}, metrics: {} },
  best: null,
  earlyStopping: { best: null, wait: 0 },
  rate: null,
  baseRate: null,
  refusal: null,
  plateau: { best: null, wait: 0, cooldown: 0, factor: 1 },
});

/** The one file of a checkpoint's folder whose name is known. */
export const CHECKPOINT_FILE = 'state.json';

/**
 * `state.json`: the checkpoint is what this file names, so replacing it by one rename replaces the checkpoint as a whole.
 */
export const checkpointFile = z.object({
  format: z.literal(1),
  weights: z.string().regex(/^weights-\d+-\d+\.safetensors$/),
  optimizer: z.string().regex(/^optimizer-\d+-\d+\.safetensors$/),
  metrics: metricValues,
  state: trainingState,
});
export type CheckpointFile = z.infer<typeof checkpointFile>;
