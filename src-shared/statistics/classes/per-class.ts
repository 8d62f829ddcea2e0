/** How well one class is recognised. Ratios are null where they are undefined, never a made-up 0. */
export interface ClassScores {
  /** Samples of the class. */
  readonly support: number;
  /** Samples taken for the class. */
  readonly predicted: number;
  /** Of those taken for it, the share that is it. */
  readonly precision: number | null;
  /** Of those that are it, the share taken for it. */
  readonly recall: number | null;
  /** Harmonic mean of the two. */
  readonly f1: number | null;
}

/** Scores of each class, from a confusion matrix with the truth in rows. */
export function perClass(matrix: readonly (readonly number[])[]): ClassScores[] {
  return matrix.map((row, index) => {
    const right = row[index] ?? 0;
    const support = row.reduce((sum, count) => sum + count, 0);
    const predicted = matrix.reduce((sum, counts) => sum + (counts[index] ?? 0), 0);
    return {
      support,
      predicted,
      precision: predicted === 0 ? null : right / predicted,
      recall: support === 0 ? null : right / support,
      // 2·TP / (2·TP + FP + FN): defined as soon as the class occurs in truth or prediction.
      f1: support + predicted === 0 ? null : (2 * right) / (support + predicted),
    };
  });
}
