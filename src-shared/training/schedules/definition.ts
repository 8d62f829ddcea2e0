import type { z } from 'zod';

/** Where a training stands when a step's learning rate is asked for. */
export interface ScheduleContext {
  /** The learning rate that the optimizer is set to. */
  readonly rate: number;
  readonly stepsPerEpoch: number;
  /** Of the whole training. */
  readonly steps: number;
}

/** How the learning rate changes from step to step: a pure function, so that a resumed run goes on exactly. */
export interface ScheduleDefinition<Params extends z.ZodObject = z.ZodObject> {
  readonly title: string;
  readonly description: string;
  readonly source: string;
  readonly params: Params;
  /** The learning rate of a step, which counts from 0. */
  readonly rateAt: (step: number, params: z.infer<Params>, context: ScheduleContext) => number;
}

/** Declares a schedule; it only keeps the types of the parameters through the definition. */
export const defineSchedule = <Params extends z.ZodObject>(
  definition: ScheduleDefinition<Params>,
): ScheduleDefinition<Params> => definition;
