import { z } from 'zod';

/** Which device a run is to be computed on: `auto`: a card where TensorFlow can use one. `gpu:1`: the second card. */
export const deviceChoice = z
  .string()
  .regex(/^(auto|cpu|gpu:\d{1,2})$/, 'auto, cpu, or a card by its number: gpu:0')
  .default('auto');

/** How many threads a run computes with. Sums are added up in another order by another number of them. */
export const threadChoice = z.object({
  count: z.number().int().min(1),
  /** In words for a person, after "since": `1 was faster than 8: 1.2 ms a step instead of 1.9`. */
  reason: z.string(),
  /** Names network, settings and machine, where it was measured: a run like it takes over what was found. */
  key: z.string().nullable(),
});
export type ThreadChoice = z.infer<typeof threadChoice>;

/** What XLA did for a run that asked for it. */
export const compilation = z.object({
  used: z.boolean(),
  seconds: z.number(),
  /** Why it isn't used; null where it is. */
  reason: z.string().nullable(),
});
export type Compilation = z.infer<typeof compilation>;

/** How a run was computed: what decides its speed, and the last bits of its numbers. */
export const computing = z.object({
  /** Null where a card computes. */
  threads: threadChoice.nullable(),
  /** Null before the training has begun. */
  device: z.enum(['cpu', 'gpu']).nullable(),
  /** Null where it wasn't asked for. */
  compilation: compilation.nullable(),
});
export type Computing = z.infer<typeof computing>;
