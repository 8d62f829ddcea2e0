/** The normal quantile that leaves 2.5 % on either side. */
const Z_95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % Wilson score interval of a share (E. B. Wilson, 1927): unlike the textbook one it stays within 0 and 1 and
 * holds for few samples and for shares near the ends. Null without samples.
 */
export function wilsonInterval(share: number, samples: number): Interval | null {
  if (!(samples > 0) || !(share >= 0 && share <= 1)) return null;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * samples)) / (1 + z2 / samples);
  const half = (Z_95 / (1 + z2 / samples)) * Math.sqrt((share * (1 - share)) / samples + z2 / (4 * samples * samples));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
