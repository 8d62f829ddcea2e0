/** Share of the samples on the diagonal of a confusion matrix; null without samples. */
export function accuracy(matrix: readonly (readonly number[])[]): number | null {
  let right = 0;
  let total = 0;
  for (const [row, counts] of matrix.entries()) {
    right += counts[row] ?? 0;
    for (const count of counts) total += count;
  }
  return total === 0 ? null : right / total;
}
