import type { z } from 'zod';
import { nameUnion } from '../name-union.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cosineRestarts } from './cosine_restarts.ts';
import type { ScheduleContext, ScheduleDefinition } from './definition.ts';
import { exponential } from './exponential.ts';
import { inverseTime } from './inverse_time.ts';
import { oneCycle } from './one_cycle.ts';
import { polynomial } from './polynomial.ts';
import { step } from './step.ts';

type AnySchedule = Pick<ScheduleDefinition, 'title' | 'description' | 'source'>;

/** Schedules of the learning rate; a new one is a file and a line here. */
export const schedules = {
  constant,
  cosine,
  one_cycle: oneCycle,
  step,
  exponential,
  inverse_time: inverseTime,
  polynomial,
  cosine_restarts: cosineRestarts,
} satisfies Record<string, AnySchedule>;

export type ScheduleName = keyof typeof schedules;
export const scheduleNames = Object.keys(schedules) as ScheduleName[];
export type ScheduleConfig = z.infer<(typeof schedules)[ScheduleName]['params']>;
export const scheduleConfig = nameUnion<(typeof schedules)[ScheduleName]>(schedules);

/** The definition of a schedule; the single type of its parameters is given up here. */
export const getSchedule = (name: ScheduleName): ScheduleDefinition => schedules[name] as unknown as ScheduleDefinition;

/** The learning rate of a step, which counts from 0. */
export const rateAt = (config: ScheduleConfig, at: number, context: ScheduleContext): number =>
  getSchedule(config.name).rateAt(at, config, context);
