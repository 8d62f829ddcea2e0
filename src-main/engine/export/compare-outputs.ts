import { topClasses } from '#shared/statistics/classes/top-class.ts';

export interface Comparison {
  readonly maxAbsDifference: number;
  /** Share of rows with the same largest value. */
  readonly agreement: number;
}

/** Two answers to the same samples, `width` values a row. A value that is no number differs without bound. */
export function compareOutputs(ours: Float32Array, theirs: Float32Array, width: number): Comparison {
  if (ours.length !== theirs.length) {
    throw new RangeError(`outputs of ${ours.length} and of ${theirs.length} values can't be compared`);
  }
  let maxAbsDifference = 0;
  for (let i = 0; i < ours.length; i += 1) {
    const difference = Math.abs((ours[i] as number) - (theirs[i] as number));
    maxAbsDifference = Math.max(maxAbsDifference, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  const classes = topClasses(theirs, width);
  const same = topClasses(ours, width).filter((top, row) => top === classes[row]).length;
  return { maxAbsDifference, agreement: classes.length === 0 ? 0 : same / classes.length };
}
