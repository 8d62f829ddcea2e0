import type { Histogram } from '#shared/training/health/observation.ts';

const BINS = 24;

/** Null where no value is finite. */
export function histogramOf(values: Float32Array): Histogram | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  const counts = new Array<number>(BINS).fill(0);
  const scale = high > low ? BINS / (high - low) : 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(BINS - 1, Math.floor((value - low) * scale));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { low: short(low), high: short(high), counts };
}

/** Four digits are more than a picture shows, and keep a run's statistics small. */
export const short = (value: number): number => Number(value.toPrecision(4));
