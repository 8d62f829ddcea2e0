import { availableParallelism, loadavg } from 'node:os';
import type { Answer } from './page-clock.ts';
import type { Opening } from './page-trace.ts';

/** Values of one figure, and the bound they are held to. */
export class Report {
  #rows: string[][] = [];
  failed = 0;

  /** Milliseconds against a bound on the largest. */
  times(what: string, values: readonly number[], boundMs: number): void {
    const sorted = [...values].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    const most = sorted.at(-1) ?? Number.NaN;
    this.#add(what, `${ms(median)} median`, `${ms(most)} most`, `≤ ${boundMs} ms`, most <= boundMs);
  }

  /** Answers to a person. On a machine that is busy with other things, what counts is what the process itself worked. */
  answers(what: string, answers: readonly Answer[], boundMs: number, worker = 'page'): void {
    const wall = answers.map((one) => one.wall).sort((a, b) => a - b);
    const cpu = answers.map((one) => one.cpu).sort((a, b) => a - b);
    const middle = (values: readonly number[]) => values[Math.floor(values.length / 2)] ?? Number.NaN;
    const isBusy = (loadavg()[0] as number) > availableParallelism();
    const most = wall.at(-1) ?? Number.NaN;
    const judged = isBusy ? Math.min(most, middle(cpu)) : most;
    const shown = `${ms(middle(wall))}, most ${ms(most)}`;
    this.#add(what, shown, `${worker} ${ms(middle(cpu))}`, `≤ ${boundMs} ms`, judged <= boundMs);
  }

  /** Places that were opened: their first paint, and the longest single task after it, by its processor time. */
  openings(what: string, openings: readonly Opening[], paintMs: number, taskMs: number): void {
    this.answers(`${what}: click → first paint of it`, openings, paintMs);
    const longest = openings.map(({ longestAfter }) => longestAfter);
    const most = Math.max(...longest);
    const all = openings.map(({ allAfter }) => ms(allAfter)).join(', ');
    this.#add(
      '  longest task after it, each time',
      longest.map(ms).join(', '),
      `most ${ms(most)}`,
      `≤ ${taskMs} ms`,
      most <= taskMs,
    );
    this.note('  all work after it, until at rest', all);
  }

  figure(what: string, value: string, bound: string, isKept: boolean): void {
    this.#add(what, value, '', bound, isKept);
  }

  note(what: string, value: string): void {
    this.#print([what, value, '', '', '']);
  }

  title(text: string): void {
    console.log(`\n${text}`);
  }

  #add(what: string, value: string, most: string, bound: string, isKept: boolean): void {
    if (!isKept) this.failed++;
    this.#print([what, value, most, bound, isKept ? 'ok' : 'MISSED']);
  }

  #print(row: string[]): void {
    this.#rows.push(row);
    const [what = '', ...rest] = row;
    console.log(`${what.padEnd(44)} ${rest.map((cell) => cell.padStart(22)).join(' ')}`);
  }
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** How long each of some calls takes, one after the other. */
export async function timesOf(count: number, call: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const started = performance.now();
    await call(round);
    times.push(performance.now() - started);
  }
  return times;
}
