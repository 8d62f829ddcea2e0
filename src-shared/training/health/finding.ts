import { z } from 'zod';
import { gradientClip } from '../optimizers/definition.ts';
import { earlyStopping } from '../run.ts';

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
  /** A new run of the same network, data and settings but for what is named. */
  z.object({
    do: z.literal('retrain'),
    learningRate: z.number().optional(),
    clip: gradientClip.optional(),
    earlyStopping: earlyStopping.optional(),
  }),
  /** A new run that goes on from a checkpoint with another learning rate. */
  z.object({ do: z.literal('branch'), checkpoint: z.enum(['best', 'last']), learningRate: z.number() }),
  /** The learning rate of the run that trains. */
  z.object({ do: z.literal('set-rate'), learningRate: z.number() }),
  z.object({ do: z.literal('stop') }),
  /** The learning-rate finder, in the settings of the next run. */
  z.object({ do: z.literal('find-rate') }),
  /** The samples that it learns from. */
  z.object({ do: z.literal('data') }),
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
