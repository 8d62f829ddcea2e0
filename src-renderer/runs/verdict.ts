import type { RunComparison } from '#shared/contract/requests/results.ts';
import { differenceInterval, type Share } from '#shared/statistics/difference-interval.ts';
import type { Interval } from '#shared/statistics/wilson-interval.ts';

/** Differences smaller than this matter to nobody: two points of accuracy. */
const MARGIN = 0.02;

export interface Verdict {
  readonly kind: 'better' | 'worse' | 'no-difference' | 'not-shown';
  /** Of the first run over the second. */
  readonly difference: number;
  readonly interval: Interval;
  /** Pictures that would tell a difference of this size; null where there is none to tell. */
  readonly needed: number | null;
}

/** Whether one run is better than another, as far as their own counts of right answers can tell. */
export function verdictOf(a: Share, b: Share): Verdict | null {
  const interval = differenceInterval(a, b);
  if (!interval) return null;
  const difference = a.share - b.share;
  return verdict(difference, interval, a.share * (1 - a.share) + b.share * (1 - b.share));
}

/** The same, where both were asked about the very same pictures: what both get right or wrong tells nothing. */
export function pairedVerdict({ difference, interval, onlyA, onlyB, samples }: PairedResult): Verdict {
  return verdict(difference, interval, (onlyA + onlyB) / samples - difference ** 2);
}

type PairedResult = Pick<RunComparison, 'difference' | 'interval' | 'onlyA' | 'onlyB' | 'samples'>;

/** `variance` is that of the difference, for one picture. */
function verdict(difference: number, interval: Interval, variance: number): Verdict {
  const common = { difference, interval };
  if (interval.low > 0) return { ...common, kind: 'better', needed: null };
  if (interval.high < 0) return { ...common, kind: 'worse', needed: null };
  if (interval.low > -MARGIN && interval.high < MARGIN) return { ...common, kind: 'no-difference', needed: null };
  return { ...common, kind: 'not-shown', needed: neededSamples(difference, variance) };
}

/** For a 95 % interval just off zero: n = 1.96² variance / d², in two digits, since more would be pretence. */
function neededSamples(difference: number, variance: number): number | null {
  if (Math.abs(difference) < 0.001) return null;
  const samples = (1.96 ** 2 * variance) / difference ** 2;
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(samples)) - 1);
  return Math.ceil(samples / scale) * scale;
}
