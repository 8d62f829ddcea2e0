import { type Detection, design, epochsOf, findRate, median, rateRemedy } from '../evidence.ts';

const LEAST_EPOCHS = 4;
const LEAST_STEPS = 60;
/** The lowest epoch's loss within so much of the first one's. */
const MOVED = 0.01;
const RISEN = 1.1;

export const lossStuck: Detection = {
  code: 'loss_stuck',
  detect: (evidence) => {
    const epochs = epochsOf(evidence);
    const last = epochs.at(-1);
    if (!last || epochs.length < LEAST_EPOCHS || last.step < LEAST_STEPS) return null;
    const losses = epochs.flatMap(({ values }) => (typeof values.loss === 'number' ? [values.loss] : []));
    const first = losses[0] ?? 0;
    if (losses.length < LEAST_EPOCHS || first <= 0) return null;
    if (Math.min(...losses) < first * (1 - MOVED)) return null;
    // One that rises does move.
    if (median(losses.slice(-LEAST_EPOCHS)) > first * RISEN) return null;
    const { classes } = evidence;
    const chance = classes !== null && classes > 1 ? Math.log(classes) : null;
    const isChance = chance !== null && Math.abs(median(losses) - chance) < 0.1 * chance;
    const level = isChance
      ? ` ${losses.at(-1)?.toFixed(3)} is about what guessing among ${classes} classes gives (${chance.toFixed(3)}).`
      : '';
    return {
      severity: 'warning',
      title: 'The loss does not move',
      text: `After ${epochs.length} epochs it is where it began.${level}`,
      mark: 'Loss does not move',
      nodes: [],
      epoch: 1,
      step: epochs[0]?.step ?? null,
      tries: [
        findRate('Let the learning rate finder suggest a rate: it may be far too low, or far too high.'),
        rateRemedy(evidence, 10, false),
        design('Look for a layer that is frozen, dead, or leads nowhere, and for inputs that are not rescaled.'),
      ],
    };
  },
};
