import { z } from 'zod';

/** Schedules are told in epochs, which people think in; the computation is by steps, as in Keras. */
export const epochs = (title: string, description: string, usual: number) =>
  z.number().positive().max(100_000).default(usual).meta({ title, description, unit: 'epochs' });

export const staircase = z.boolean().default(false).meta({
  title: 'In stairs',
  description: 'Changes at once after each period instead of a little every step.',
});

export const share = (title: string, description: string, usual: number) =>
  z.number().min(0).max(1).default(usual).meta({ title, description });
