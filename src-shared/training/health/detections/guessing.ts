import { wilsonInterval } from '../../../statistics/wilson-interval.ts';
import { type Detection, design, epochsOf, findRate, lookAtData } from '../evidence.ts';

const LEAST_EPOCHS = 8;

export const guessing: Detection = {
  code: 'guessing',
  detect: (evidence) => {
    const { classes, validationSamples } = evidence;
    const epochs = epochsOf(evidence);
    if (classes === null || classes < 2 || validationSamples === null || epochs.length < LEAST_EPOCHS) return null;
    const accuracies = epochs.flatMap(({ values }) =>
      typeof values.val_accuracy === 'number' ? [values.val_accuracy] : [],
    );
    if (accuracies.length < LEAST_EPOCHS) return null;
    const interval = wilsonInterval(Math.max(...accuracies), validationSamples);
    if (!interval || interval.low > 1 / classes) return null;
    return {
      severity: 'warning',
      title: 'No better than guessing so far',
      text: `After ${epochs.length} epochs its answers to validation data can't be told from chance, which is right in ${(100 / classes).toFixed(0)} of 100 cases.`,
      mark: 'No better than guessing',
      nodes: [],
      epoch: LEAST_EPOCHS,
      step: epochs[LEAST_EPOCHS - 1]?.step ?? null,
      tries: [
        findRate('Try another learning rate: the finder suggests one.'),
        design('Check that pictures are rescaled at the input.'),
        lookAtData('Look at the data: are the labels right, and is there enough of each class?'),
      ],
    };
  },
};
