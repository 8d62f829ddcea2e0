/** Where activations that level off do so; there a layer hardly learns. */
const flatEnds: Readonly<Record<string, readonly [low: number, high: number]>> = {
  tanh: [-1, 1],
  sigmoid: [0, 1],
  hard_sigmoid: [0, 1],
  hard_tanh: [-1, 1],
  soft_sign: [-1, 1],
  softsign: [-1, 1],
};

/** How near to an end, as a share of the range, counts as on it. */
const NEAR = 0.01;

/** The share of values that lie at an activation's flat ends; null for activations without any. */
export function saturatedShare(values: ArrayLike<number>, activation: string | null): number | null {
  const ends = activation === null ? undefined : flatEnds[activation];
  if (!ends || values.length === 0) return null;
  const [low, high] = ends;
  const margin = (high - low) * NEAR;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value <= low + margin || value >= high - margin) count++;
  }
  return count / values.length;
}
