/** Measured only after this share of the calm time: caches fill, code is compiled. */
const WARM_UP = 0.4;
/** Of the engine, with a few dozen small datasets and runs. */
const MOST_BYTES = 512 * 2 ** 20;
const GROWTH = 1.15;
const SLACK_BYTES = 24 * 2 ** 20;

interface Reading {
  readonly at: number;
  readonly pid: number;
  readonly bytes: number;
}

/** The engine's resident memory over the soak. */
export class Memory {
  #readings: Reading[] = [];

  add(pid: number, bytes: number, at = Date.now()): void {
    this.#readings.push({ at, pid, bytes });
  }

  get most(): number {
    return Math.max(0, ...this.#readings.map(({ bytes }) => bytes));
  }

  /** Of the engine that lived longest: medians of the first and the last third after its warm-up; null for a short life. */
  get trend(): { first: number; last: number; minutes: number } | null {
    const lives = Map.groupBy(this.#readings, ({ pid }) => pid).values();
    const life = [...lives].reduce<Reading[]>((longest, each) => (each.length > longest.length ? each : longest), []);
    const begin = life[0]?.at ?? 0;
    const span = (life.at(-1)?.at ?? 0) - begin;
    const warm = life.filter(({ at }) => at >= begin + span * WARM_UP).map(({ bytes }) => bytes);
    const third = Math.floor(warm.length / 3);
    if (third < 5) return null;
    return { first: median(warm.slice(0, third)), last: median(warm.slice(-third)), minutes: span / 60_000 };
  }

  faults(): string[] {
    const { most, trend } = this;
    return [
      ...(most > MOST_BYTES ? [`the engine took ${mebibytes(most)}, more than ${mebibytes(MOST_BYTES)}`] : []),
      ...(trend && trend.last > trend.first * GROWTH + SLACK_BYTES
        ? [
            `the engine grew from ${mebibytes(trend.first)} to ${mebibytes(trend.last)} in ${trend.minutes.toFixed(1)} minutes`,
          ]
        : []),
    ];
  }
}

export const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
