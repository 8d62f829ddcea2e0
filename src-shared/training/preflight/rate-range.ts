import { z } from 'zod';

/** One step of a learning rate range test (Smith 2017): the rate grows by the same factor from step to step. */
export const ratePoint = z.object({
  rate: z.number(),
  /** Null: not a number. */
  loss: z.number().nullable(),
});
export type RatePoint = z.infer<typeof ratePoint>;

const LOWEST = 1e-7;
const HIGHEST = 10;
export const RATE_STEPS = 100;

/** The rate of a step, from 0 to `RATE_STEPS - 1`. */
export const rateOfStep = (step: number): number => LOWEST * (HIGHEST / LOWEST) ** (step / (RATE_STEPS - 1));

/** Weight of the past in the smoothed loss, as fast.ai has it. */
const MEMORY = 0.9;
/** Above this many times the lowest loss so far, nothing more is to be learnt by going on. */
const DIVERGED = 4;
/** Of the first losses an average of many can't be made yet: they are noise. */
const TOO_FEW = 10;
/** Half the stretch over which a slope is taken, so that it isn't that of the noise of a batch. */
const SPAN = 5;

/** Exponential moving average, corrected for its start at 0. */
export function smoothLosses(points: readonly RatePoint[]): number[] {
  const smooth: number[] = [];
  let average = 0;
  for (const [step, { loss }] of points.entries()) {
    if (loss === null) break;
    average = MEMORY * average + (1 - MEMORY) * loss;
    smooth.push(average / (1 - MEMORY ** (step + 1)));
  }
  return smooth;
}

export function hasDiverged(points: readonly RatePoint[]): boolean {
  const smooth = smoothLosses(points);
  if (smooth.length < points.length) return true;
  const last = smooth.at(-1) ?? 0;
  return smooth.length > TOO_FEW && last > DIVERGED * Math.min(...smooth);
}

export interface RateSuggestion {
  /** Where the loss falls fastest: what to train with. */
  readonly steepest: number;
  /** Where it is lowest: already too much for a training. */
  readonly lowest: number;
}

/**
 * The rate at the steepest fall of the smoothed loss over the logarithm of the rate, before its lowest place. Null where
 * the loss never fell clearly: then no rate can be recommended.
 */
export function suggestRate(points: readonly RatePoint[]): RateSuggestion | null {
  const smooth = smoothLosses(points);
  const low = smooth.indexOf(Math.min(...smooth));
  if (low < TOO_FEW + SPAN) return null;
  const start = smooth.slice(0, TOO_FEW);
  const noise = Math.max(...start) - Math.min(...start);
  if (Math.min(...start) - (smooth[low] as number) <= 2 * noise) return null;
  let steepest = TOO_FEW;
  let slope = Number.POSITIVE_INFINITY;
  for (let step = TOO_FEW; step < low; step++) {
    const until = Math.min(low, step + SPAN);
    const here = ((smooth[until] as number) - (smooth[step - SPAN] as number)) / (until - step + SPAN);
    if (here < slope) [slope, steepest] = [here, step];
  }
  return { steepest: points[steepest]?.rate as number, lowest: points[low]?.rate as number };
}
