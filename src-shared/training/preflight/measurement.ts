import { z } from 'zod';

/** What a few real steps of a training took, in a process of its own. */
export const stepMeasurement = z.object({
  engine: z.enum(['graph', 'eager']),
  parameters: z.number().int(),
  /** Weights, optimizer memory: what one checkpoint writes. */
  checkpointBytes: z.number(),
  /** From the process's first moment to its first step done: TensorFlow loaded, weights made. */
  startSeconds: z.number(),
  /** What the process held before its first step, and what was free for it then. */
  baseBytes: z.number(),
  availableBytes: z.number(),
  /** By growing batch; the last is the training's own batch, unless memory ran short before. */
  steps: z
    .array(
      z.object({
        batch: z.number().int(),
        /** Median. */
        trainSeconds: z.number(),
        evaluateSeconds: z.number(),
        /** The most that the process ever held. */
        peakBytes: z.number(),
      }),
    )
    .min(1),
});
export type StepMeasurement = z.infer<typeof stepMeasurement>;
