import { NotRecordable } from '../recorder/not-recordable.ts';

/** What one step gave. */
export interface Outcome {
  readonly results: readonly Float32Array[];
  readonly variables: ReadonlyMap<string, Float32Array>;
}

const OF_RESULTS = 1e-5;
const OF_WEIGHTS = 1e-4;

/**
 * Compares replayed steps with eager ones. TensorFlow may add up in another order in a graph, which most often makes no
 * difference that counts; but a gradient that is nothing but rounding errors (of a bias before a batch normalization,
 * say) is blown up by optimizers that divide by its size. So where a difference is too large, it is compared with the
 * one that the last bit of the weights makes.
 *
 * @throws NotRecordable where the replay is off by more than that.
 */
export function compareReplay(
  eager: readonly Outcome[],
  replayed: readonly Outcome[],
  perturbed: () => readonly Outcome[],
): void {
  let rounding: readonly Outcome[] | null = null;
  for (const [step, expected] of eager.entries()) {
    const found = replayed[step] as Outcome;
    const pairs = [...pairsOf(expected, found)].filter(({ share, limit }) => !(share <= limit));
    if (pairs.length === 0) continue;
    rounding ??= perturbed();
    const spread = new Map([...pairsOf(expected, rounding[step] as Outcome)].map(({ name, share }) => [name, share]));
    for (const { name, share } of pairs) {
      if (share <= 10 * (spread.get(name) ?? 0)) continue;
      const off = `${(share * 100).toPrecision(2)} %`;
      throw new NotRecordable(`the recorded step differs from the computed one: ${name} is off by ${off}`);
    }
  }
}

interface Pair {
  readonly name: string;
  readonly share: number;
  readonly limit: number;
}

function* pairsOf(one: Outcome, other: Outcome): Generator<Pair> {
  for (const [index, values] of one.results.entries()) {
    yield { name: `result ${index}`, share: differenceOf(values, other.results[index]), limit: OF_RESULTS };
  }
  for (const [name, values] of one.variables) {
    yield { name, share: differenceOf(values, other.variables.get(name)), limit: OF_WEIGHTS };
  }
}

/** The largest difference as a share of the largest value; 0 for equal values, NaN and infinity included. */
export function differenceOf(one: Float32Array, other: Float32Array | undefined): number {
  if (one.length !== other?.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let most = 0;
  for (let index = 0; index < one.length; index++) {
    const [first, second] = [one[index] ?? 0, other[index] ?? 0];
    if (Object.is(first, second) || first === second) {
      largest = Math.max(largest, Math.abs(first));
      continue;
    }
    const difference = Math.abs(first - second);
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(first));
    most = Math.max(most, difference);
  }
  return most === 0 ? 0 : most / largest;
}
