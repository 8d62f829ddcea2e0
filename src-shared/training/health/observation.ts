import { z } from 'zod';

/** Counts of evenly spread values in bins of equal width from `low` to `high`. */
export const histogram = z.object({ low: z.number(), high: z.number(), counts: z.array(z.number().int()) });
export type Histogram = z.infer<typeof histogram>;

/** What a layer did in one training step. Numbers that are NaN or infinite are null, and `finite` says so. */
export const layerHealth = z.object({
  node: z.string(),
  /** No value of its output, its weights or their gradients was NaN or infinite. */
  finite: z.boolean(),
  /** Numbers in its trained weights; 0 where it has none, and everything about weights is null then. */
  size: z.number().int(),
  /** Length of the gradient by all of them. */
  gradient: z.number().nullable(),
  /** Length of the weights. */
  weight: z.number().nullable(),
  /** Length of the step's change by length of the weights before; null where they were all 0. */
  update: z.number().nullable(),
  /** Of what the layer gave: mean, standard deviation, and the share of exact zeros. */
  mean: z.number().nullable(),
  deviation: z.number().nullable(),
  zeros: z.number(),
  /** Share of its units (filters, neurons) that were 0 for the whole batch. */
  silent: z.number(),
  /** Share of values at the flat ends of tanh, sigmoid and their like; null for other activations. */
  saturated: z.number().nullable(),
});
export type LayerHealth = z.infer<typeof layerHealth>;

export const layerHistograms = z.object({
  node: z.string(),
  activations: histogram.nullable(),
  weights: histogram.nullable(),
  gradients: histogram.nullable(),
});
export type LayerHistograms = z.infer<typeof layerHistograms>;

/** How the layers of a network were in one step, sources first. */
export const healthObservation = z.object({
  /** Batches trained so far, this one included. */
  step: z.number().int(),
  /** Counts from 1. */
  epoch: z.number().int(),
  layers: z.array(layerHealth),
});
export type HealthObservation = z.infer<typeof healthObservation>;

export const fullObservation = healthObservation.extend({ histograms: z.array(layerHistograms) });
export type FullObservation = z.infer<typeof fullObservation>;
