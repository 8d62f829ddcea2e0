import { oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../../graph/types.ts';
import { diskPath } from '../disk-path.ts';

export const graphProblem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'tip']),
  node: z.string().optional(),
  edge: z.string().optional(),
  param: z.string().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  message: z.string(),
});

/** One layer of a graph that was looked at; what an error above it hides is null. */
export const graphLayer = z.object({
  id: z.string(),
  type: z.string(),
  /** The batch is the null in front. */
  outputShape: z.array(z.number().nullable()).nullable(),
  /** What each dimension is: `batch`, `height`, `width`, `channels`, `time`, `features`… */
  axes: z.array(z.string()).nullable(),
  parameters: z.number().nullable(),
  /** Multiply-adds count as two; one sample, forward. */
  flops: z.number().nullable(),
  /** Bytes of its output for one sample, float32. */
  activationBytes: z.number().nullable(),
  /** How much of the input one value depends on, by spatial axis; `all`, or null where that has no meaning. */
  sees: z.union([z.literal('all'), z.array(z.number())]).nullable(),
});

/** Of the layers that lead to an output. */
export const graphTotals = z.object({
  parameters: z.number(),
  trainable: z.number(),
  nonTrainable: z.number(),
  flops: z.number(),
  activationBytes: z.number(),
});

export const graphsContract = {
  /** Fields of `strata graph check --json` (fixed, DESIGN 9). Parameters are null while an error stands. */
  check: oc.input(z.object({ path: diskPath })).output(
    z.object({
      ok: z.boolean(),
      parameters: z.number().nullable(),
      problems: z.array(graphProblem),
      /** Null while an error stands: never a wrong number. */
      totals: graphTotals.nullable(),
      layers: z.array(graphLayer),
      graph: graphSchema,
    }),
  ),
};
