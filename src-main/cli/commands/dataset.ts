import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type DataProblem, type DatasetKind, datasetKinds, type SplitSpec } from '#shared/data/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import { parseSplit, parseWholeNumber } from '../arguments.ts';
import { collectImport } from '../collect-import.ts';
import { addDuplicateCommand, addRemoveCommand, addRenameCommand, addRestoreCommand } from '../life.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { duration, table } from '../table.ts';
import { addDatasetRelocateCommand } from './dataset-relocate.ts';

interface ImportOptions {
  name: string;
  kind: DatasetKind;
  split: SplitSpec;
  seed: number;
  target?: string;
}

export function addDatasetCommands(program: Command, output: Output): void {
  const dataset = program
    .command('dataset')
    .description('Import, list, check, rename, duplicate, move and delete datasets');

  addCommand(dataset, 'import <path>', 'Import a folder of pictures, a folder a class')
    .requiredOption('--name <name>', 'name of the dataset')
    .addOption(new Option('--kind <kind>', 'what it holds').choices(datasetKinds).default('images'))
    .option('--split <shares>', 'percentages train/validation/test', parseSplit, {
      train: 70,
      validation: 15,
      test: 15,
    })
    .option('--seed <number>', 'of the random split', parseWholeNumber, 7)
    .option('--target <column>', 'column to predict (tables)')
    .action(async (path: string, options: ImportOptions, command: Command) => {
      if (options.target !== undefined && options.kind === 'images') {
        throw new AppError('BAD_INPUT', '--target names a column of a table; the target of pictures is their folder.');
      }
      await withEngine(command, async ({ engine, signal }) => {
        const { name, kind, split, seed } = options;
        const source = { kind: 'folder' as const, path: resolve(path) };
        const events = await engine.datasets.import({ source, name, kind, split, seed }, { signal });
        const { type: _type, ...result } = await collectImport(events, output);
        output.result(result, () => {
          const { train, validation, test } = result.splits;
          const counts = `${result.samples} samples (${train} train, ${validation} validation, ${test} test)`;
          return [`${result.name}: ${counts} in ${duration(result.seconds)}`, problemWords(result.problems)].join('\n');
        });
      });
    });

  addCommand(dataset, 'check <name>', 'Look at every source file again').action(
    async (name: string, _options, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        const result = await engine.datasets.check({ dataset: name }, { signal });
        output.result(result, () => problemWords(result.problems));
      }),
  );

  addCommand(dataset, 'list', 'All datasets').action(async (_options, command: Command) =>
    withEngine(command, async ({ engine }) => {
      const datasets = await engine.datasets.list();
      output.result({ datasets }, () =>
        table([['name', 'kind', 'samples', 'id'], ...datasets.map((one) => [one.name, one.kind, one.samples, one.id])]),
      );
    }),
  );

  addRenameCommand(dataset, output, 'dataset', (engine, item, name) => engine.datasets.rename({ dataset: item, name }));
  addDuplicateCommand(dataset, output, 'dataset', (engine, item, name) =>
    engine.datasets.duplicate({ dataset: item, name }),
  );
  addRemoveCommand(dataset, output, 'dataset', async (engine, item, options) => {
    const { id } = await engine.datasets.get({ dataset: item });
    await engine.datasets.remove({ dataset: id, evenIfUsed: options.evenIfUsed ?? false });
    return id;
  }).option('--even-if-used', 'also where projects or runs use it');
  addRestoreCommand(dataset, output, 'dataset');
  addDatasetRelocateCommand(dataset, output);
}

function problemWords(problems: DataProblem[]): string {
  if (problems.length === 0) return 'No problems.';
  return problems
    .map(
      ({ code, count, message, examples }) =>
        `! ${code} (${count}): ${message}\n  ${examples.slice(0, 5).join('\n  ')}`,
    )
    .join('\n');
}
