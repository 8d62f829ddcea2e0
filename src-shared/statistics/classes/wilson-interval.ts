/** The 97.5 % quantile of the normal distribution, for a two-sided 95 % interval. */
const Z95 = 1.959963984540054;

/**
 * The 95 % Wilson score interval of a share (E. B. Wilson, 1927): honest for few samples and near 0 or 1, where the usual
 * ± is not. Null without samples.
 */
export function wilsonInterval(right: number, total: number): { low: number; high: number } | null {
  if (total === 0) return null;
  const share = right / total;
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half = (Z95 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  // Rounding must not push the ends past what is possible.
  return { low: right === 0 ? 0 : Math.max(0, centre - half), high: right === total ? 1 : Math.min(1, centre + half) };
}
