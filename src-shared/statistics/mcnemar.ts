/**
 * The two-sided mid-p value of McNemar's test: how likely a split of the disagreements at least as uneven is if neither
 * is better. The exact test is needlessly timid (M. W. Fagerland, S. Lydersen, P. Laake, BMC Medical Research
 * Methodology 13:91, 2013). 1 where the two never disagree.
 */
export function mcnemarMidP(onlyA: number, onlyB: number): number {
  const disagreements = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  if (disagreements === 0) return 1;
  // In logarithms: the coefficients of a few thousand disagreements leave the range of numbers.
  let log = -disagreements * Math.LN2;
  let below = 0;
  for (let k = 0; k < fewer; k += 1) {
    below += Math.exp(log);
    log += Math.log((disagreements - k) / (k + 1));
  }
  return Math.min(1, 2 * below + Math.exp(log));
}
