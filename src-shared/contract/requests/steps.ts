import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../../graph/types.ts';
import { runConfig } from '../../training/run.ts';
import { MOST_TILES, namedViews, stepPart, stepRecord } from '../../training/step-record.ts';
import { reference } from './datasets.ts';

/** Weights to begin with: the seed's own, or those that a run has learnt (with its optimizer's memory). */
export const stepWeights = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fresh') }),
  z.object({ kind: z.literal('run'), run: reference, checkpoint: z.enum(['best', 'last']) }),
]);
export type StepWeights = z.infer<typeof stepWeights>;

/** `training`: batch after batch as a training takes them. `chosen`: the same samples, again and again. */
export const stepSamples = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('training') }),
  z.object({ kind: z.literal('chosen'), indices: z.array(z.number().int().min(0)).min(1).max(256) }),
]);
export type StepSamples = z.infer<typeof stepSamples>;

export const stepsEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('preparing'), done: z.number(), total: z.number() }),
  z.object({
    type: z.literal('opened'),
    session: z.string(),
    /** As it is stepped through: every open question about the data answered. */
    graph: graphSchema,
    /** What was inferred from the dataset, one sentence each. */
    bound: z.array(z.string()),
    config: runConfig,
    dataset: z.object({ name: z.string(), version: z.string() }),
    batchesPerEpoch: z.number().int(),
    parameters: z.number().int(),
  }),
  z.object({ type: z.literal('ended'), reason: z.enum(['idle', 'replaced', 'closed']) }),
]);
export type StepsEvent = z.infer<typeof stepsEvent>;

const session = z.string().min(1).max(80);
const batch = z.number().int().min(0).max(1_000_000);

export const stepsContract = {
  /**
   * Opens a network to step through, in a process of its own, on the project's saved graph and data. It lives as long as
   * this stream is read; unused for a while, it ends by itself. Refused with GRAPH_INVALID and the problems in details
   * while the graph has errors.
   */
  open: oc
    .input(
      z.object({
        project: reference,
        weights: stepWeights.default({ kind: 'fresh' }),
        samples: stepSamples.default({ kind: 'training' }),
      }),
    )
    .output(eventIterator(stepsEvent)),
  /**
   * Does one whole training step on a batch and tells all that happened: the next one, or one before, which is then done
   * again from the weights it began with.
   */
  run: oc.input(z.object({ session, batch })).output(stepRecord),
  /** Pictures of one layer's values in the batch run last, for one of its samples. */
  view: oc
    .input(
      z.object({
        session,
        batch,
        node: z.string().min(1).max(120),
        part: stepPart,
        sample: z.number().int().min(0).max(65_535).default(0),
        tiles: z.number().int().min(1).max(MOST_TILES).default(MOST_TILES),
      }),
    )
    .output(namedViews),
};
