import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { share } from './parameters.ts';

const between = (from: number, to: number, done: number) => from + (to - from) * 0.5 * (1 - Math.cos(Math.PI * done));

/** Smith, 2018; the numbers are those of PyTorch's OneCycleLR with cosine annealing, the learning rate being its peak. */
export const oneCycle = defineSchedule({
  title: 'One cycle',
  description: 'Rises to the learning rate and falls far below where it began: trains fast, with a high rate.',
  source: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html',
  params: z.object({
    name: z.literal('one_cycle'),
    rising: z.number().min(0.01).max(0.99).default(0.3).meta({
      title: 'Rising part',
      description: 'Share of the training in which the rate rises.',
    }),
    start: share('Start', 'Share of the learning rate that it starts at.', 0.04),
    end: share('End', 'Share of the learning rate that is left at the end.', 0.000004),
  }),
  rateAt: (step, { rising, start, end }, { rate, steps }) => {
    const peak = Math.max(1e-9, rising * steps - 1);
    if (step <= peak) return rate * between(start, 1, step / peak);
    const last = Math.max(peak + 1e-9, steps - 1);
    return rate * between(1, end, Math.min(1, (step - peak) / (last - peak)));
  },
});
