import { writeSync } from 'node:fs';
import type { Difference } from './engine-parity.ts';

/** Replay against eager: a line for each thing compared, with its worst differences. */
export class ParityTable {
  readonly #rows = new Map<string, { count: number; loss: number; weights: number; reasons: Set<string> }>();

  add(name: string, { loss, weights, reason }: Difference): void {
    const row = this.#rows.get(name) ?? { count: 0, loss: 0, weights: 0, reasons: new Set() };
    if (reason) row.reasons.add(reason);
    this.#rows.set(name, {
      count: row.count + 1,
      loss: Math.max(row.loss, loss),
      weights: Math.max(row.weights, weights),
      reasons: row.reasons,
    });
  }

  /** Straight to the output of the test run: the console is for what tests should not say. */
  print(): void {
    const lines = [...this.#rows].map(([name, { count, loss, weights, reasons }]) => {
      const how = reasons.size === 0 ? '' : `   eager: ${[...reasons].join('; ')}`;
      return `${name.padEnd(34)}${String(count).padStart(4)}   ${loss.toExponential(1)}   ${weights.toExponential(1)}${how}`;
    });
    const head = `${'replay against eager, 25 steps'.padEnd(34)}  of   loss      weights`;
    writeSync(1, `\n${[head, ...lines].join('\n')}\n\n`);
  }
}
