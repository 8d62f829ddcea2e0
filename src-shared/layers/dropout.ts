import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { infers, passesThrough, type SpatialRank, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';

const rateParam = (what: string) =>
  z
    .number()
    .min(0)
    .max(0.99)
    .default(0.5)
    .meta({
      title: 'Rate',
      description: `The share of ${what} set to zero in each training step; the rest is scaled up to make up for it.`,
    });

export const percent = (rate: number): string => `${Number((rate * 100).toPrecision(3))} %`;

/** What layers share that act in training only, keep the shape and have no weights. */
export const trainingOnly = {
  family: 'regularization' as const,
  arity: 'one' as const,
  trainingOnly: true,
  weights: () => [],
  flops: () => 0,
};

/** What layers share that hide something at random by a rate. */
export function dropoutForm(className: string, what: string, fixed: Readonly<Record<string, unknown>>) {
  const params = z.object({ rate: rateParam(what) });
  return {
    ...trainingOnly,
    mask: 'pass' as const,
    params,
    summary: ({ rate }: z.infer<typeof params>) => percent(rate),
    narrate: (_inputs: readonly SymbolicTensor[], { rate }: z.infer<typeof params>) =>
      `hides ${what} at random, each with a chance of ${percent(rate)}, and scales the rest up by ${Number((1 / (1 - rate)).toPrecision(3))} to make up for it`,
    inferShape: passesThrough,
    keras: kerasForm(className, params, { seed: null, ...fixed }),
  };
}

/** What spatial dropout of 1 to 3 dimensions has in common: whole channels are hidden. */
export const spatialDropout = (rank: SpatialRank, className: string) => ({
  // One-dimensional spatial dropout has no data format in Keras.
  ...dropoutForm(className, 'channels', rank === 1 ? {} : CHANNELS_LAST),
  inferShape: (inputs: readonly SymbolicTensor[]) =>
    withSpatial(inputs, rank, { otherwise: 'use dropout' }, ({ tensor }) => infers(tensor)),
});
