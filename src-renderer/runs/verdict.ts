import { differenceInterval, type Share } from '#shared/statistics/difference-interval.ts';
import type { Interval } from '#shared/statistics/wilson-interval.ts';

/** Differences smaller than this matter to nobody: two points of accuracy. */
const MARGIN = 0.02;

export interface Verdict {
  readonly kind: 'better' | 'worse' | 'no-difference' | 'not-shown';
  /** Of the first run over the second. */
  readonly difference: number;
  readonly interval: Interval;
  /** Pictures in each run's validation that would tell a difference of this size; null where there is none to tell. */
  readonly needed: number | null;
}

/** Whether one run is better than another, as far as these pictures can tell. */
export function verdictOf(a: Share, b: Share): Verdict | null {
  const interval = differenceInterval(a, b);
  if (!interval) return null;
  const difference = a.share - b.share;
  const common = { difference, interval };
  if (interval.low > 0) return { ...common, kind: 'better', needed: null };
  if (interval.high < 0) return { ...common, kind: 'worse', needed: null };
  if (interval.low > -MARGIN && interval.high < MARGIN) return { ...common, kind: 'no-difference', needed: null };
  return { ...common, kind: 'not-shown', needed: neededSamples(a.share, b.share) };
}

/** For a 95 % interval just off zero: n = 1.96² (p₁q₁ + p₂q₂) / d², in two digits, since more would be pretence. */
function neededSamples(a: number, b: number): number | null {
  const difference = a - b;
  if (Math.abs(difference) < 0.001) return null;
  const samples = (1.96 ** 2 * (a * (1 - a) + b * (1 - b))) / difference ** 2;
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(samples)) - 1);
  return Math.ceil(samples / scale) * scale;
}
