/** The smallest probability that counts, so that one sure mistake does not make the mean infinite (float32's epsilon, as Keras). */
const EPSILON = 1e-7;

/**
 * The mean of −ln of the probability given to the right class; null without samples. `probabilities` holds
 * samples × classes values, row by row, each row adding up to 1.
 */
export function logLoss(truth: readonly number[], probabilities: ArrayLike<number>, classes: number): number | null {
  if (truth.length === 0) return null;
  let sum = 0;
  for (const [sample, label] of truth.entries()) {
    const probability = probabilities[sample * classes + label] ?? Number.NaN;
    sum -= Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
  }
  return sum / truth.length;
}
