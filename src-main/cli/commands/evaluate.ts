import { type Command, Option } from 'commander';
import type { SplitName } from '#shared/data/types.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { metricWords, percent, table } from '../table.ts';

export function addEvaluateCommand(program: Command, output: Output): void {
  addCommand(program, 'evaluate <run>', 'Metrics, confusion matrix and classes of a trained run')
    .addOption(
      new Option('--split <split>', 'which part of the data').choices(['train', 'validation', 'test']).default('test'),
    )
    .action(async (run: string, options: { split: SplitName }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        const result = await engine.results.evaluate({ run, split: options.split }, { signal });
        output.result(result, () => {
          const { low, high } = result.accuracyInterval ?? { low: null, high: null };
          return [
            `${result.samples} samples of the ${result.split} split, ${result.checkpoint} checkpoint`,
            metricWords(result.metrics),
            result.engine === 'graph'
              ? 'computed by replaying a recording'
              : `computed operation by operation${result.engineReason === null ? '' : `, since ${result.engineReason}`}`,
            ...(low === null ? [] : [`accuracy between ${percent(low)} and ${percent(high)} (95 %)`]),
            table([
              ['class', 'samples', 'precision', 'recall', 'F1'],
              ...result.perClass.map((row) => [
                row.label,
                row.support,
                percent(row.precision),
                percent(row.recall),
                percent(row.f1),
              ]),
            ]),
          ].join('\n');
        });
      }),
    );
}
