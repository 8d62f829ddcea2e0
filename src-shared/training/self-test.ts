import { z } from 'zod';

export const selfTestRequest = z.strictObject({
  /** How many steps are timed, of which the median is told. */
  timed: z.int().min(1).max(50),
});

export type SelfTestRequest = z.infer<typeof selfTestRequest>;

/** Whether what was recorded computes on this device what TensorFlow.js computes, and how fast. */
export const selfTestReport = z.object({
  /** What TensorFlow computed on. */
  device: z.enum(['cpu', 'gpu']),
  models: z.array(
    z.object({
      name: z.string(),
      parameters: z.number().int(),
      /** `eager`: the recording could not be proven. */
      engine: z.enum(['graph', 'eager']),
      reason: z.string().nullable(),
      /** Of the weights after some steps, as a share of the largest number of each array. */
      difference: z.number(),
      agrees: z.boolean(),
      graphMilliseconds: z.number(),
      eagerMilliseconds: z.number(),
    }),
  ),
});
export type SelfTestReport = z.infer<typeof selfTestReport>;
