import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { stepMeasurement } from '../../training/preflight/measurement.ts';
import { ratePoint } from '../../training/preflight/rate-range.ts';
import { runConfig } from '../../training/run.ts';
import { reference } from './datasets.ts';

/** A training that is about to be begun. */
const planned = z.object({ project: reference, config: runConfig });

export const preflightReport = z.object({
  measured: stepMeasurement,
  samples: z.object({ train: z.number().int(), validation: z.number().int() }),
  /** How long the pictures that aren't decoded yet will take, once; 0 where they are. */
  decodeSeconds: z.number(),
  freeDiskBytes: z.number().nullable(),
  /** No run was being trained beside it: that would have slowed it down. */
  isAlone: z.boolean(),
});
export type PreflightReport = z.infer<typeof preflightReport>;

export const rateEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('preparing'), done: z.number().int(), total: z.number().int() }),
  ratePoint.extend({ type: z.literal('point') }),
]);
export type RateEvent = z.infer<typeof rateEvent>;

export const preflightContract = {
  /** Takes a few real steps in a process of its own; a training that can't begin is refused as `runs.start` would. */
  measure: oc.input(planned).output(preflightReport),
  /** Tries learning rates from low to high; ends when the loss has diverged or the last was tried. Nothing is kept. */
  findRate: oc.input(planned).output(eventIterator(rateEvent)),
};
