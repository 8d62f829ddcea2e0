import type { Histogram } from '#shared/training/health/observation.ts';

const COLUMNS = 48;

export interface Ridges {
  readonly low: number;
  readonly high: number;
  /** Of each histogram, oldest first, how much lies in each column, as a share of the fullest column of all. */
  readonly rows: readonly (readonly number[])[];
}

/** Histograms of their own ranges on one axis, so that one can see them move. Null where there is none. */
export function ridgesOf(histograms: readonly (Histogram | null)[]): Ridges | null {
  const found = histograms.flatMap((one) => (one ? [one] : []));
  if (found.length === 0) return null;
  const low = Math.min(...found.map((one) => one.low));
  const high = Math.max(...found.map((one) => one.high));
  const width = (high - low || 1) / COLUMNS;
  const rows = found.map((one) => {
    const total = one.counts.reduce((sum, count) => sum + count, 0) || 1;
    const own = (one.high - one.low) / one.counts.length;
    const row = new Array<number>(COLUMNS).fill(0);
    for (const [bin, count] of one.counts.entries()) {
      if (count === 0) continue;
      // Spread over the columns that the bin covers.
      const from = Math.floor((one.low + bin * own - low) / width);
      const to = Math.max(from, Math.ceil((one.low + (bin + 1) * own - low) / width) - 1);
      for (let column = from; column <= to; column++) {
        const at = Math.min(COLUMNS - 1, Math.max(0, column));
        row[at] = (row[at] ?? 0) + count / total / (to - from + 1);
      }
    }
    return row;
  });
  const most = Math.max(...rows.flat());
  return { low, high, rows: rows.map((row) => row.map((share) => share / most)) };
}

/** At most so many, evenly spread, the newest among them. */
export function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const stride = Math.ceil(items.length / most);
  return items.filter((_, index) => (items.length - 1 - index) % stride === 0);
}
