import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../graph/types.ts';
import { compilation } from '../training/computing.ts';
import { fullObservation } from '../training/health/observation.ts';
import { stepMeasurement } from '../training/preflight/measurement.ts';
import { ratePoint } from '../training/preflight/rate-range.ts';
import { learningRate, metricPoint, metricValues, runConfig, trainingProgress } from '../training/run.ts';
import { selfTestReport, selfTestRequest } from '../training/self-test.ts';
import { MOST_TILES, namedViews, stepPart, stepRecord } from '../training/step-record.ts';
import { errorData } from '../util/app-error.ts';
import { exportFormat } from './requests/results.ts';

/** A column as the trainer reads it: as many rows of `shape` as the data have, row-major, little-endian, no header. */
export const packedColumn = z.object({
  file: z.string(),
  shape: z.array(z.number().int()),
  dtype: z.enum(['uint8', 'int32', 'float32']),
});
export type PackedColumn = z.infer<typeof packedColumn>;

/** What an output learns. The values that it is compared with are `scale` times what is stored, plus `offset`. */
export const packedTarget = packedColumn.extend({
  node: z.string(),
  /** The names of class numbers, which is what is stored then; null for anything else. */
  classes: z.array(z.string()).nullable(),
  scale: z.number().default(1),
  offset: z.number().default(0),
});
export type PackedTarget = z.infer<typeof packedTarget>;

/** A dataset version as a graph reads it, made by the engine in the cache; a column used twice is there once. */
export const packedData = z.object({
  count: z.number().int(),
  /** In the order of the graph's nodes. */
  inputs: z.array(packedColumn.extend({ node: z.string() })),
  targets: z.array(packedTarget),
  /** How much each sample counts in training, float32; null: all the same. */
  weights: packedColumn.nullable().default(null),
  /** Row numbers of each split. */
  splits: z.object({ train: z.array(z.number()), validation: z.array(z.number()), test: z.array(z.number()) }),
});
export type PackedData = z.infer<typeof packedData>;

/** Where a run keeps its checkpoints: `<folder>/best`, `<folder>/last`, each whole or not there. */
export const trainJob = z.object({
  graph: graphSchema,
  config: runConfig,
  data: packedData,
  checkpoints: z.string(),
  /** Go on from `<checkpoints>/last`. */
  resume: z.boolean(),
});
export type TrainJob = z.infer<typeof trainJob>;

export const trainerEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    parameters: z.number(),
    engine: z.enum(['graph', 'eager']),
    /** Why it isn't the graph; null where it is. */
    reason: z.string().nullable(),
    device: z.enum(['cpu', 'gpu']),
    compilation: compilation.nullable(),
    epoch: z.number(),
    step: z.number(),
  }),
  z.object({
    type: z.literal('progress'),
    progress: trainingProgress,
    points: z.array(metricPoint),
    /** Of the steps that were looked at. */
    health: z.array(fullObservation).default([]),
  }),
  /** `problem`: why it paused by itself; null where it was told to. It goes on when it is told to. */
  z.object({ type: z.literal('paused'), problem: errorData.nullable() }),
  z.object({ type: z.literal('resumed') }),
  z.object({
    type: z.literal('checkpoint'),
    kind: z.enum(['best', 'last']),
    epoch: z.number(),
    step: z.number(),
    metrics: metricValues,
    bytes: z.number(),
  }),
  z.object({
    type: z.literal('ended'),
    reason: z.enum(['completed', 'stopped', 'early-stopping']),
    seconds: z.number(),
  }),
]);
export type TrainerEvent = z.infer<typeof trainerEvent>;

export const trainingCommand = z.discriminatedUnion('command', [
  z.object({ command: z.enum(['pause', 'resume', 'stop', 'stop-after-epoch']) }),
  /** Writes the last checkpoint now. */
  z.object({ command: z.literal('save') }),
  /** Another learning rate from the next step on; schedule and plateaus go on from it. */
  z.object({ command: z.literal('rate'), rate: learningRate }),
]);
export type TrainingCommand = z.infer<typeof trainingCommand>;

/** A model that a run left behind: graph and checkpoint folder (`…/best`). */
export const trainedModel = z.object({ graph: graphSchema, checkpoint: z.string() });
export type TrainedModel = z.infer<typeof trainedModel>;

/** A network to step through. `checkpoint` null: fresh from the seed. `rows` null: batches as a training takes them. */
export const stepJob = z.object({
  graph: graphSchema,
  config: runConfig,
  data: packedData,
  checkpoint: z.string().nullable(),
  rows: z.array(z.number().int()).nullable(),
});
export type StepJob = z.infer<typeof stepJob>;

/** A training that is tried out, its weights thrown away. */
export const rehearsalJob = trainJob.pick({ graph: true, config: true, data: true });
export type RehearsalJob = z.infer<typeof rehearsalJob>;

const tensor = z.object({
  /** Of the input that it is for; without names they are taken in the model's order. */
  name: z.string().optional(),
  shape: z.array(z.number().int()),
  dtype: z.enum(['uint8', 'float32', 'int32']),
  data: z.instanceof(Blob),
});

export const trainerContract = {
  /** One training per process; the iterator ends after `ended` and throws the trainer's error otherwise. */
  train: oc.input(trainJob).output(eventIterator(trainerEvent)),
  /** What a person asks of the training; it is done between two steps. */
  control: oc.input(trainingCommand).output(z.object({})),
  /** Whether recordings compute on this device what they should, and how fast. */
  selfTest: oc.input(selfTestRequest).output(selfTestReport),
  /** A few real steps, for what the whole training will take. In a process of its own: its memory is measured. */
  measureSteps: oc.input(rehearsalJob).output(stepMeasurement),
  /** The least time of a training step, for a choice between processes that were started differently. */
  timeSteps: oc.input(rehearsalJob).output(z.object({ seconds: z.number() })),
  /** A learning rate range test, point by point; ends when the loss has diverged or the last rate was tried. */
  findRate: oc.input(rehearsalJob).output(eventIterator(ratePoint)),
  /** How good a model is on rows of packed data, and what it answered to each: one float32 row of scores. */
  evaluate: oc
    .input(
      z.object({
        model: trainedModel,
        data: packedData,
        rows: z.array(z.number().int().min(0)),
        batchSize: z.number().int().min(1).default(64),
      }),
    )
    .output(
      z.object({
        metrics: metricValues,
        /** The first output that tells classes apart; null where there is none. */
        output: z.string().nullable(),
        shape: z.array(z.number()),
        outputs: z.instanceof(Blob),
        /** Whether a recording was replayed; if not, why. */
        engine: z.enum(['graph', 'eager']),
        reason: z.string().nullable(),
      }),
    ),
  /** Keeps the model for the `predict` calls that follow. */
  load: oc.input(trainedModel).output(z.object({ outputs: z.array(z.string()) })),
  predict: oc.input(z.object({ inputs: z.array(tensor) })).output(
    z.object({
      outputs: z.array(z.object({ name: z.string(), shape: z.array(z.number()), data: z.instanceof(Blob) })),
    }),
  ),
  /** Writes the model's files into an empty folder; `meta` travels inside (labels, preprocessing, origin). */
  export: oc
    .input(
      z.object({ model: trainedModel, format: exportFormat, folder: z.string(), meta: z.record(z.string(), z.json()) }),
    )
    .output(
      z.object({
        files: z.array(z.string()),
        kind: z.enum(['layers-model', 'graph-model', 'saved-model', 'keras', 'onnx', 'python']),
      }),
    ),
  /** Runs exported files, knowing nothing but the files: the other half of a certificate. */
  runExported: oc.input(z.object({ format: exportFormat, folder: z.string(), inputs: z.array(tensor) })).output(
    z.object({
      runtime: z.string(),
      outputs: z.array(z.object({ name: z.string(), shape: z.array(z.number()), data: z.instanceof(Blob) })),
    }),
  ),
  /** One network to step through per process; see `requests/steps.ts` for what the answers mean. */
  stepOpen: oc.input(stepJob).output(z.object({ parameters: z.number().int(), batchesPerEpoch: z.number().int() })),
  stepRun: oc.input(z.object({ batch: z.number().int() })).output(stepRecord),
  stepView: oc
    .input(
      z.object({
        batch: z.number().int(),
        node: z.string(),
        part: stepPart,
        sample: z.number().int(),
        tiles: z.number().int().max(MOST_TILES),
      }),
    )
    .output(namedViews),
};
export type TrainerContract = typeof trainerContract;
