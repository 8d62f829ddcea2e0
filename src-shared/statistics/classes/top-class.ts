/** The most probable class of each row of samples × classes values; the first of equals, as everywhere in the field. */
export function topClasses(probabilities: ArrayLike<number>, classes: number): number[] {
  const samples = classes === 0 ? 0 : Math.floor(probabilities.length / classes);
  return Array.from({ length: samples }, (_, sample) => {
    let best = 0;
    for (let index = 1; index < classes; index += 1) {
      const value = probabilities[sample * classes + index] ?? Number.NEGATIVE_INFINITY;
      if (value > (probabilities[sample * classes + best] ?? Number.NEGATIVE_INFINITY)) best = index;
    }
    return best;
  });
}
