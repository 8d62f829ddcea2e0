import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { epochs, share } from './parameters.ts';

export const cosineRestarts = defineSchedule({
  title: 'Cosine with restarts',
  description: 'Falls along a cosine and jumps up again, each time for longer: looks for other valleys.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts/',
  params: z.object({
    name: z.literal('cosine_restarts'),
    first: epochs('First period', 'Epochs until the first restart.', 10),
    longer: z.number().min(1).max(10).default(2).meta({
      title: 'Longer by',
      description: 'How many times longer each period is than the one before.',
    }),
    lower: z.number().min(0.01).max(1).default(1).meta({
      title: 'Lower by',
      description: 'What each restart’s rate is multiplied by.',
    }),
    end: share('End', 'Share of the learning rate that is left before a restart.', 0),
  }),
  rateAt: (step, { first, longer, lower, end }, { rate, stepsPerEpoch }) => {
    const periods = step / (first * stepsPerEpoch);
    let restarts = Math.floor(periods);
    let done = periods - restarts;
    if (longer !== 1) {
      restarts = Math.floor(Math.log(1 - periods * (1 - longer)) / Math.log(longer));
      done = (periods - (1 - longer ** restarts) / (1 - longer)) / longer ** restarts;
    }
    return rate * ((1 - end) * 0.5 * lower ** restarts * (1 + Math.cos(Math.PI * done)) + end);
  },
});
