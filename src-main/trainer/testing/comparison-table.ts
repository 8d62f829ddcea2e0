import { writeSync } from 'node:fs';
import type { LayerDifferences } from './check-layer.ts';

interface Row {
  configurations: number;
  forward: number;
  gradients: number;
}

/** What was compared with Keras: a line a layer, with its worst differences relative to the largest value. */
export class ComparisonTable {
  readonly #rows = new Map<string, Row>();

  add(layer: string, { forward, gradients, weightsAfter, stock }: LayerDifferences): void {
    const row = this.#rows.get(layer) ?? { configurations: 0, forward: 0, gradients: 0 };
    this.#rows.set(layer, {
      configurations: row.configurations + 1,
      forward: Math.max(row.forward, forward, weightsAfter, stock),
      gradients: Math.max(row.gradients, gradients),
    });
  }

  /** Straight to the output of the test run: the console is for what tests should not say. */
  print(): void {
    const lines = [...this.#rows].map(
      ([layer, { configurations, forward, gradients }]) =>
        `${layer.padEnd(28)}${String(configurations).padStart(4)}   ${forward.toExponential(1)}   ${gradients.toExponential(1)}`,
    );
    const total = [...this.#rows.values()].reduce((sum, { configurations }) => sum + configurations, 0);
    const head = `${'compared with Keras 3'.padEnd(28)}  of   values   gradients`;
    writeSync(1, `\n${[head, ...lines, `${this.#rows.size} layers, ${total} configurations`].join('\n')}\n\n`);
  }
}
