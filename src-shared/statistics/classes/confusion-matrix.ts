/** Counts by truth (row) and prediction (column). Classes are indices below `classes`. */
export function confusionMatrix(truth: readonly number[], predicted: readonly number[], classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [index, row] of truth.entries()) {
    const counts = matrix[row];
    const column = predicted[index];
    if (!counts || column === undefined || counts[column] === undefined) {
      throw new RangeError(`sample ${index}: class ${row} predicted as ${column}, of ${classes} classes`);
    }
    counts[column] += 1;
  }
  return matrix;
}
