import { z } from 'zod';
import { defineSchedule } from './definition.ts';

export const constant = defineSchedule({
  title: 'Constant',
  description: 'The same learning rate throughout.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/',
  params: z.object({ name: z.literal('constant') }),
  rateAt: (_step, _params, { rate }) => rate,
});
