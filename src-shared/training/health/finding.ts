import { z } from 'zod';

export const findingCodes = [
  'non_finite',
  'exploding_gradient',
  'loss_stuck',
  'guessing',
  'vanishing_gradient',
  'dead_layer',
  'saturation',
  'updates_too_large',
  'updates_too_small',
  'overfitting',
] as const;

/** What a window can do about it at one click. */
const remedy = z.discriminatedUnion('do', [
  /** A new run with the same settings and another learning rate. */
  z.object({ do: z.literal('retrain'), learningRate: z.number() }),
  /** A new run that goes on from a checkpoint with another learning rate. */
  z.object({ do: z.literal('branch'), checkpoint: z.enum(['best', 'last']), learningRate: z.number() }),
  /** The learning rate of the run that trains. */
  z.object({ do: z.literal('set-rate'), learningRate: z.number() }),
  z.object({ do: z.literal('stop') }),
  /** The layer on the canvas; null: the whole network. */
  z.object({ do: z.literal('design'), node: z.string().nullable() }),
]);
export type Remedy = z.infer<typeof remedy>;

/** What was noticed in a training: where, what it means, and what to try. */
export const finding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['error', 'warning']),
  title: z.string(),
  text: z.string(),
  /** In a few words, for a mark on a curve or a layer. */
  mark: z.string(),
  /** The layers that it is about, the first that shows it first; none for the training as a whole. */
  nodes: z.array(z.string()),
  /** Where on the curve it begins, counted from 1. */
  epoch: z.number().nullable(),
  step: z.number().nullable(),
  /** What to try, the likeliest first. */
  tries: z.array(z.object({ text: z.string(), remedy: remedy.nullable() })),
});
export type Finding = z.infer<typeof finding>;
