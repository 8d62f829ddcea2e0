import { type Detection, findRate, lossCourse, median, rateRemedy } from '../evidence.ts';
import { lastUpdates } from './update-ratio.ts';

const LEAST_LOOKS = 4;
const MOST = 0.1;
/** A loss that has clearly fallen proves the steps right. */
const FALLEN = 0.9;

export const updatesTooLarge: Detection = {
  code: 'updates_too_large',
  detect: (evidence) => {
    const updates = lastUpdates(evidence, LEAST_LOOKS);
    const loss = lossCourse(evidence);
    if (!updates || !loss || updates.some((update) => update < MOST) || loss.last < FALLEN * loss.first) return null;
    const begin = evidence.observations.at(-LEAST_LOOKS);
    return {
      severity: 'warning',
      title: 'The learning rate is too high',
      text: `Each step changes the weights by about ${Math.round(median(updates) * 100)} % of their size (0.1 % is usual), and the loss is no lower than at the beginning.`,
      mark: 'Steps too large',
      nodes: [],
      epoch: begin?.epoch ?? null,
      step: begin?.step ?? null,
      tries: [rateRemedy(evidence, 0.1, false), findRate('Let the learning rate finder suggest one.')],
    };
  },
};
