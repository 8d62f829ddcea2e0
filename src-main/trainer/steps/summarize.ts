import type { TensorSummary } from '#shared/training/step-record.ts';

const BINS = 32;

/** Reads all values twice, in double precision: the sums of a million float32 values would drift in float32. */
export function summarize(values: ArrayLike<number>, shape: readonly number[]): TensorSummary {
  const count = values.length;
  let [low, high, sum, squares, zeros, finite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    // NaN differs from itself; the difference of an infinity with itself is NaN.
    if (value - value !== 0) continue;
    finite++;
    sum += value;
    squares += value * value;
    if (value === 0) zeros++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const counts = new Array<number>(BINS).fill(0);
  if (finite === 0) {
    return {
      shape: [...shape],
      count,
      min: null,
      max: null,
      mean: null,
      std: null,
      norm: null,
      zeros: 0,
      notFinite: count,
      histogram: { low: 0, high: 0, counts },
    };
  }
  const mean = sum / finite;
  const scale = high > low ? BINS / (high - low) : 0;
  let deviations = 0;
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    if (value - value !== 0) continue;
    deviations += (value - mean) ** 2;
    const bin = Math.min(BINS - 1, Math.floor((value - low) * scale));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return {
    shape: [...shape],
    count,
    min: low,
    max: high,
    mean,
    std: Math.sqrt(deviations / finite),
    norm: Math.sqrt(squares),
    zeros: zeros / count,
    notFinite: count - finite,
    histogram: { low, high, counts },
  };
}

/** Units of the last axis that are 0 everywhere: filters or neurons that said nothing. */
export function silentUnits(values: ArrayLike<number>, shape: readonly number[]): { units: number; of: number } {
  const of = shape.at(-1) ?? 1;
  const speaks = new Uint8Array(of);
  let left = of;
  for (let start = 0; start < values.length && left > 0; start += of) {
    for (let unit = 0; unit < of; unit++) {
      if (values[start + unit] === 0 || speaks[unit] === 1) continue;
      speaks[unit] = 1;
      left--;
    }
  }
  return { units: left, of };
}
