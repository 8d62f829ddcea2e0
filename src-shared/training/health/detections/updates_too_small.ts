import { type Detection, findRate, lossCourse, rateRemedy } from '../evidence.ts';
import { typicalUpdate } from './update-ratio.ts';

const LEAST_LOOKS = 5;
/** Steps before anything is said. */
const LEAST_STEPS = 50;
const LEAST = 1e-6;
/** A loss that has fallen proves the steps right. */
const FALLEN = 0.95;

export const updatesTooSmall: Detection = {
  code: 'updates_too_small',
  detect: (evidence) => {
    const { observations } = evidence;
    const updates = observations.flatMap((observation) => typicalUpdate(observation) ?? []);
    const loss = lossCourse(evidence);
    if (!loss || loss.last < FALLEN * loss.first) return null;
    if (updates.length < LEAST_LOOKS || (observations.at(-1)?.step ?? 0) < LEAST_STEPS) return null;
    // A schedule that ends near 0 does so after larger steps.
    if (updates.some((update) => update >= LEAST)) return null;
    const begin = observations[0];
    return {
      severity: 'warning',
      title: 'The learning rate is too low',
      text: 'Each step changes the weights by less than a millionth of their size (a thousandth is usual), and the loss has hardly moved.',
      mark: 'Steps too small',
      nodes: [],
      epoch: begin?.epoch ?? null,
      step: begin?.step ?? null,
      tries: [rateRemedy(evidence, 100, true), findRate('Let the learning rate finder suggest one.')],
    };
  },
};
