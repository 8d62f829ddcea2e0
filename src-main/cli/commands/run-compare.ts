import type { Command } from 'commander';
import type { RunComparison } from '#shared/contract/requests/results.ts';
import type { Output } from '../output.ts';
import { runDifferences } from '../run-differences.ts';
import { addCommand, withEngine } from '../session.ts';
import { percent, table } from '../table.ts';

/** `comparison` is null where the two were not made with the same data, or one of them has no weights yet. */
export function addRunCompareCommand(run: Command, output: Output): void {
  addCommand(
    run,
    'compare <a> <b>',
    'What differs between two runs, and which is better on the same test samples',
  ).action(async (a: string, b: string, _options, command: Command) =>
    withEngine(command, async ({ engine, signal }) => {
      const [left, right] = [await engine.runs.get({ run: a }), await engine.runs.get({ run: b })];
      const differences = runDifferences(left, right);
      const canCompare =
        left.dataset?.version === right.dataset?.version && left.checkpoints.length > 0 && right.checkpoints.length > 0;
      const comparison = canCompare ? await engine.results.compare({ a, b }, { signal }) : null;
      output.result({ a: left.id, b: right.id, differences, comparison }, () =>
        [
          table([['', a, b], ...differences.map((row) => [row.what, words(row.a), words(row.b)])]),
          ...(comparison ? ['', ...verdict(comparison, a, b)] : []),
        ].join('\n'),
      );
    }),
  );
}

const words = (value: unknown) => (value === null ? null : String(value));

function verdict({ samples, difference, interval, p, ...counts }: RunComparison, a: string, b: string): string[] {
  return [
    `${samples} test samples: both right ${counts.bothRight}, only ${a} ${counts.onlyA}, only ${b} ${counts.onlyB}, ` +
      `both wrong ${counts.bothWrong}`,
    `accuracy of ${a} minus ${b}: ${percent(difference)}, between ${percent(interval.low)} and ` +
      `${percent(interval.high)} (95 %), p ${p.toPrecision(2)} (McNemar)`,
  ];
}
