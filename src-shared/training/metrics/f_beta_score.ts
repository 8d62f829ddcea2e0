import { z } from 'zod';
import { defineMetric, keras, type MetricBatch, truthAt } from './definition.ts';
import { average } from './settings.ts';

const EPSILON = 1e-7;

export interface FScoreSettings {
  readonly average: 'macro' | 'micro' | 'weighted';
  readonly threshold: number | null;
}

export const scoreThreshold = z.number().min(0).max(1).nullable().default(null).meta({
  title: 'Threshold',
  description: 'What is above it counts as yes; left empty, only the strongest class does.',
  whenEmpty: 'the strongest',
});

/** For each class: rightly yes, wrongly yes, wrongly no. Keras's `average` of none gives a list and is left out. */
export const fScore = <Settings extends FScoreSettings>(betaOf: (settings: Settings) => number) => ({
  start: (width: number) => new Array<number>(width * 3).fill(0),
  update: (state: number[], batch: MetricBatch, { threshold }: Settings): void => {
    const { rows, width, outputs } = batch;
    for (let row = 0; row < rows; row += 1) {
      let most = Number.NEGATIVE_INFINITY;
      for (let column = 0; column < width; column += 1) most = Math.max(most, outputs[row * width + column] ?? 0);
      for (let column = 0; column < width; column += 1) {
        const value = outputs[row * width + column] ?? Number.NaN;
        // All zeros say nothing, rather than everything.
        const isYes = threshold === null ? value >= most && Math.abs(value) > 1e-9 : value > threshold;
        const isTrue = truthAt(batch, row, column) !== 0;
        if (!isYes && !isTrue) continue;
        const place = column * 3 + (isYes ? (isTrue ? 0 : 1) : 2);
        state[place] = (state[place] ?? 0) + 1;
      }
    }
  },
  value: (state: readonly number[], settings: Settings): number | null => {
    const beta = betaOf(settings);
    const counts = Array.from({ length: state.length / 3 }, (_, index) => state.slice(index * 3, index * 3 + 3));
    const sum = (place: number): number => counts.reduce((total, count) => total + (count[place] ?? 0), 0);
    if (sum(0) + sum(1) + sum(2) === 0) return null;
    if (settings.average === 'micro') return scoreOf([sum(0), sum(1), sum(2)], beta);
    const support = sum(0) + sum(2);
    const shares = counts.map(([tp = 0, , fn = 0]) =>
      settings.average === 'weighted' ? (tp + fn) / (support + EPSILON) : 1 / counts.length,
    );
    return counts.reduce((total, count, index) => total + scoreOf(count, beta) * (shares[index] ?? 0), 0);
  },
});

function scoreOf([tp = 0, fp = 0, fn = 0]: readonly number[], beta: number): number {
  const [precision, recall] = [tp / (tp + fp + EPSILON), tp / (tp + fn + EPSILON)];
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall + EPSILON);
}

export const fBetaScore = defineMetric({
  name: 'f_beta_score',
  title: 'F-beta',
  description: 'Precision and recall in one number, in which recall counts beta times as much.',
  source: keras('classification_metrics'),
  className: 'FBetaScore',
  settings: {
    average,
    beta: z.number().positive().max(100).default(1).meta({
      title: 'Beta',
      description: 'Above 1 what is missed weighs more, below 1 what is found wrongly.',
    }),
    threshold: scoreThreshold,
  },
  better: 'higher',
  targets: ['category'],
  stream: fScore((settings: FScoreSettings & { readonly beta: number }) => settings.beta),
});
