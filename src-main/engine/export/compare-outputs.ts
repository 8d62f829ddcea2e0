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
  const rows = ours.length / width;
  let same = 0;
  for (let row = 0; row < rows; row += 1) {
    if (argMax(ours, row * width, width) === argMax(theirs, row * width, width)) same += 1;
  }
  return { maxAbsDifference, agreement: rows === 0 ? 0 : same / rows };
}

/** Of the first of the largest, as NumPy and TensorFlow have it. */
export function argMax(values: Float32Array, start: number, length: number): number {
  let best = 0;
  for (let i = 1; i < length; i += 1) {
    if ((values[start + i] as number) > (values[start + best] as number)) best = i;
  }
  return best;
}
