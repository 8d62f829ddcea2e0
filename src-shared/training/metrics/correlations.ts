import { z } from 'zod';
import { type MetricBatch, truthAt } from './definition.ts';

/** Of pairs of a target and an output: how many, their means, and sums of squares and products around the means. */
type Moments = [count: number, truth: number, output: number, ofTruth: number, ofOutput: number, together: number];
const none = (): Moments => [0, 0, 0, 0, 0, 0];

export const correlationAxis = z.int().min(-1).max(0).default(-1).meta({
  title: 'Axis',
  description:
    '−1: the values of each answer against its target’s, then the mean; an output of a single number is compared over all samples. 0: over the samples of each batch, then the mean.',
});

/** Variances, covariance and the difference of the means. */
export interface Spread {
  readonly truth: number;
  readonly output: number;
  readonly together: number;
  readonly apart: number;
}

interface Settings {
  readonly axis: number;
}

/**
 * A coefficient of targets and outputs, null where it is undefined for them: as in Keras a mean over rows, or over the
 * values of a batch. A row of a single number has no correlation (Keras gives NaN or 0): there it is taken over all samples.
 */
export const correlation = (coefficient: (spread: Spread) => number | null) => ({
  /** Sum and count of coefficients, or the moments of all samples. */
  start: (width: number, { axis }: Settings): number[] => (width === 1 && axis === -1 ? none() : [0, 0]),
  update: (state: number[], batch: MetricBatch, { axis }: Settings): void => {
    const { rows, samples, width } = batch;
    if (rows === 0) return;
    if (width === 1 && axis === -1) {
      for (let row = 0; row < rows; row += 1) addPair(state as Moments, batch, row);
      return;
    }
    const places = axis === 0 ? (rows * width) / samples : rows;
    for (let group = 0; group < places; group += 1) {
      const moments = none();
      const members = axis === 0 ? samples : width;
      for (let each = 0; each < members; each += 1) {
        addPair(moments, batch, axis === 0 ? each * places + group : group * width + each);
      }
      const value = coefficient(spreadOf(moments));
      if (value === null) continue;
      state[0] = (state[0] ?? 0) + value;
      state[1] = (state[1] ?? 0) + 1;
    }
  },
  value: (state: readonly number[]): number | null => {
    if (state.length > 2) return state[0] === 0 ? null : coefficient(spreadOf(state as Moments));
    const [sum = 0, count = 0] = state;
    return count === 0 ? null : sum / count;
  },
});

/** Welford's way: equal values have a spread of exactly 0, and large ones lose nothing. */
function addPair(moments: Moments, batch: MetricBatch, index: number): void {
  const truth = truthAt(batch, Math.floor(index / batch.width), index % batch.width);
  const output = batch.outputs[index] ?? Number.NaN;
  const count = moments[0] + 1;
  const [fromTruth, fromOutput] = [truth - moments[1], output - moments[2]];
  moments[0] = count;
  moments[1] += fromTruth / count;
  moments[2] += fromOutput / count;
  moments[3] += fromTruth * (truth - moments[1]);
  moments[4] += fromOutput * (output - moments[2]);
  moments[5] += fromTruth * (output - moments[2]);
}

const spreadOf = ([count, truth, output, ofTruth, ofOutput, together]: Moments): Spread => ({
  truth: ofTruth / count,
  output: ofOutput / count,
  together: together / count,
  apart: truth - output,
});
