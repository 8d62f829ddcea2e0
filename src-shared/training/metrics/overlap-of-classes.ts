/** Counts of a confusion matrix, row by row: truth in rows, answers in columns. */
export type ClassCounts = readonly number[];

/** The mean over classes of intersection by union; classes that neither occur nor are answered don't count. */
export function meanOverlap(
  counts: ClassCounts,
  classes: number,
  only: readonly number[] | null = null,
): number | null {
  const chosen = only ?? Array.from({ length: classes }, (_, index) => index);
  const at = (row: number, column: number): number => counts[row * classes + column] ?? 0;
  const overlaps = chosen.flatMap((own) => {
    let together = -at(own, own);
    for (let other = 0; other < classes; other += 1) together += at(own, other) + at(other, own);
    return together > 0 ? [at(own, own) / together] : [];
  });
  return overlaps.length === 0 ? null : overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length;
}

/** Changes the counts in place; a class out of bounds, such as one to be ignored, isn't counted. */
export function countAnswer(counts: number[], classes: number, truth: number, answer: number): void {
  if (truth < 0 || truth >= classes || answer < 0 || answer >= classes) return;
  const place = truth * classes + answer;
  counts[place] = (counts[place] ?? 0) + 1;
}
