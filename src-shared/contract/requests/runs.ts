import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../../graph/types.ts';
import { computing } from '../../training/computing.ts';
import { finding } from '../../training/health/finding.ts';
import { healthObservation, layerHistograms } from '../../training/health/observation.ts';
import {
  learningRate,
  metricPoint,
  metricValues,
  runConfig,
  runOrigin,
  runState,
  trainingProgress,
} from '../../training/run.ts';
import { errorData } from '../../util/app-error.ts';
import { modelFileFormat } from '../model-files.ts';
import { entityName, reference } from './datasets.ts';

/** The file that a run came in from. */
export const openedFile = z.object({ file: z.string(), format: modelFileFormat });
export type OpenedFile = z.infer<typeof openedFile>;

export const runSummary = z.object({
  id: z.string(),
  /** Counts from 1 within its project: "Run 14". */
  number: z.number(),
  /** Given by the person; null where the number is all. */
  name: z.string().nullable(),
  project: z.object({ id: z.string(), name: z.string() }),
  /** What it was trained on; null for a model that was opened from a file. */
  dataset: z.object({ id: z.string(), name: z.string(), version: z.string(), versionNumber: z.number() }).nullable(),
  /** The file that its weights came from; null where they were trained here. */
  opened: openedFile.nullable(),
  graphVersion: z.number(),
  state: runState,
  config: runConfig,
  /** Null: it began with fresh weights. */
  origin: runOrigin.nullable(),
  /** It was asked to stop when its epoch is done. */
  stopsAfterEpoch: z.boolean(),
  parameters: z.number().nullable(),
  progress: trainingProgress.nullable(),
  /** How many pictures are decoded so far; only while the run is being prepared and not all were decoded before. */
  preparing: z.object({ done: z.number(), total: z.number(), etaSeconds: z.number().nullable() }).nullable(),
  /** Values of the best epoch so far (`best` of the configuration), and which epoch it is. */
  metrics: metricValues,
  bestEpoch: z.number().nullable(),
  engine: z.enum(['graph', 'eager']).nullable(),
  /** Why it was computed operation by operation, not replayed as a graph; null where it is a graph, or not known yet. */
  engineReason: z.string().nullable(),
  /** With which threads, on which device, compiled or not; null before that is known, and for older runs. */
  computing: computing.nullable(),
  /** Why it failed, was interrupted, or paused by itself: there is no room for its checkpoint. */
  error: errorData.nullable(),
  seconds: z.number(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const runDetail = runSummary.extend({
  graph: graphSchema,
  /** What was inferred from the dataset when the run began (target, loss, resize rule…), one sentence each. */
  bound: z.array(z.string()),
  checkpoints: z.array(
    z.object({ kind: z.enum(['best', 'last']), epoch: z.number(), metrics: metricValues, bytes: z.number() }),
  ),
});
export type RunDetail = z.infer<typeof runDetail>;

/** What a window watching a run receives: first a snapshot, then changes as they happen, at most ten a second. */
export const runEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: runSummary }),
  z.object({ type: z.literal('points'), points: z.array(metricPoint) }),
]);
export type RunEvent = z.infer<typeof runEvent>;

const named = z.object({ run: reference });

export const runsContract = {
  list: oc.input(z.object({ project: reference.nullable() })).output(z.array(runSummary)),
  get: oc.input(named).output(runDetail),
  /** Refused with GRAPH_INVALID and the problems in details while the graph has errors. */
  start: oc
    .input(z.object({ project: reference, dataset: reference.nullable().default(null), config: runConfig }))
    .output(runSummary),
  pause: oc.input(named).output(runSummary),
  /** Continues a paused run, or takes an interrupted, stopped or failed one up from its last checkpoint. */
  resume: oc.input(named).output(runSummary),
  /** `now`: after the step that it is at, with a checkpoint. `epoch-end`: answers at once, and it goes on until then. */
  stop: oc.input(named.extend({ when: z.enum(['now', 'epoch-end']).default('now') })).output(runSummary),
  /** Writes the last checkpoint now; answers before it is written. */
  save: oc.input(named).output(runSummary),
  /** From the next step on; kept in a checkpoint at once, so that a kill doesn't undo it. */
  setLearningRate: oc.input(named.extend({ rate: learningRate })).output(runSummary),
  /**
   * A new run that goes on from a checkpoint of this one, its curve up to there included. It keeps the optimizer, which
   * remembers its past steps; its rate may change. Null: as it is.
   */
  branch: oc
    .input(
      named.extend({
        checkpoint: z.enum(['best', 'last']),
        epochs: z.number().int().min(1).max(100_000),
        learningRate: learningRate.nullable().default(null),
      }),
    )
    .output(runSummary),
  /** Trains a finished run for more epochs from its last checkpoint. */
  extend: oc.input(z.object({ run: reference, epochs: z.number().int().min(1).max(100_000) })).output(runSummary),
  /** Null takes the name away. */
  rename: oc.input(z.object({ run: reference, name: entityName.nullable() })).output(runSummary),
  /** Trains the same again, as a new run: the same graph, pictures and settings, or other settings where they are given. */
  duplicate: oc.input(named.extend({ config: runConfig.nullable().default(null) })).output(runSummary),
  /** To the trash. Refused with CONFLICT while it is being trained. */
  remove: oc.input(named).output(z.object({})),
  /**
   * Points after `afterStep`: at most `limit` batch points, of each even stretch the lowest and the highest loss, and all
   * epochs, or of more than 4,000 those that stand out.
   */
  points: oc
    .input(
      z.object({
        run: reference,
        afterStep: z.number().int().default(-1),
        limit: z.number().int().min(10).max(10_000).default(1200),
      }),
    )
    .output(z.object({ points: z.array(metricPoint) })),
  /** How layers were in steps after `afterStep`, in order, at most `limit` of them; further ones are asked for anew. */
  health: oc
    .input(
      z.object({
        run: reference,
        afterStep: z.number().int().default(-1),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ observations: z.array(healthObservation), more: z.boolean() })),
  /** Of one layer, in the steps of which they are kept: a bounded number, evenly spread. */
  histograms: oc
    .input(z.object({ run: reference, node: z.string().max(300) }))
    .output(
      z.object({ steps: z.array(z.object({ step: z.number(), epoch: z.number(), histograms: layerHistograms })) }),
    ),
  /** What is wrong with the training as far as it has come, the gravest first. */
  findings: oc.input(named).output(z.object({ findings: z.array(finding) })),
  watch: oc.input(named).output(eventIterator(runEvent)),
};
