/** Values and how many of the data each stands for. */
interface Summary {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

const running = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
};

/** Straight lines between points, level beyond them, as numpy's `interp`. */
function between(at: number, x: readonly number[], y: readonly number[]): number {
  const [firstX = 0, firstY = 0] = [x[0], y[0]];
  if (at <= firstX) return firstY;
  const next = x.findIndex((value) => value > at);
  if (next < 0) return y.at(-1) ?? 0;
  const [fromX = 0, toX = 0, fromY = 0, toY = 0] = [x[next - 1], x[next], y[next - 1], y[next]];
  return fromY + ((toY - fromY) / (toX - fromX)) * (at - fromX);
}

const { fround } = Math;

function compress({ values, weights }: Summary, epsilon: number): Summary {
  if (values.length * epsilon < 1) return { values, weights };
  const count = Math.ceil(1 / epsilon);
  const shares = Array.from({ length: count }, (_, index) => epsilon + index * epsilon);
  const sums = running(weights);
  const total = sums.at(-1) ?? 1;
  const parts = sums.map((sum) => sum / total);
  const reached = shares.map((share) => between(share, parts, sums));
  return {
    values: shares.map((share) => fround(between(share, parts, values))),
    weights: reached.map((sum, index) => fround(sum - (reached[index - 1] ?? 0))),
  };
}

function summarize(data: readonly number[], epsilon: number): Summary {
  const sorted = data.map(fround).sort((a, b) => a - b);
  const step = Math.max(sorted.length * epsilon, 1);
  const values = sorted.filter((_, index) => {
    const from = index - Math.trunc(step - 1);
    return from >= 0 && from % Math.trunc(step) === 0;
  });
  return { values, weights: values.map(() => fround(step)) };
}

/** Learns where bins begin, so that about as many values fall into each: Keras's `Discretization`, batch by batch. */
export class BinBoundaries {
  readonly #epsilon: number;
  #summary: Summary = { values: [], weights: [] };

  /** A smaller epsilon keeps more of the data in mind. */
  constructor(epsilon = 0.01) {
    this.#epsilon = epsilon;
  }

  add(batch: readonly number[]): void {
    const own = summarize(batch, this.#epsilon);
    const all = [
      ...own.values.map((value, index) => [value, own.weights[index] ?? 0] as const),
      ...this.#summary.values.map((value, index) => [value, this.#summary.weights[index] ?? 0] as const),
    ].sort(([a], [b]) => a - b);
    const merged = { values: all.map(([value]) => value), weights: all.map(([, weight]) => weight) };
    this.#summary = compress(merged, this.#epsilon);
  }

  boundaries(bins: number): number[] {
    return compress(this.#summary, 1 / bins).values.slice(0, -1);
  }
}
