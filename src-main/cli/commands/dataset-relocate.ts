import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { FolderComparison } from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { duration } from '../table.ts';

export function addDatasetRelocateCommand(parent: Command, output: Output): void {
  addCommand(parent, 'relocate <dataset> <folder>', 'Point a dataset to the folder where its files lie now')
    .option('--anyway', 'also where files are missing or different there')
    .action(async (name: string, folder: string, options: { anyway?: boolean }, command: Command) =>
      withEngine(command, async ({ engine, signal }) => {
        const path = resolve(folder);
        let found: FolderComparison | null = null;
        for await (const event of await engine.datasets.compareFolder({ dataset: name, path }, { signal })) {
          if (event.type === 'done') found = event;
          else {
            const left = event.etaSeconds === null ? '' : `, ${duration(event.etaSeconds)} left`;
            output.progress(`comparing: ${event.done} of ${event.total}${left}`);
          }
        }
        if (!found) throw new AppError('INTERNAL', 'The comparison ended without a result.');
        const { total, matched, missing, different, examples } = found;
        const words = `${matched} of ${total} files match, ${missing} are missing, ${different} are different`;
        if (matched < total && !options.anyway) {
          const names = [...examples.missing, ...examples.different].slice(0, 5).join(', ');
          throw new AppError(
            'DATA_INVALID',
            `In ${path} ${words} (${names}). Nothing was changed; --anyway points there all the same.`,
            { total, matched, missing, different, examples },
          );
        }
        const { id } = await engine.datasets.relocate({ dataset: name, path });
        output.result({ dataset: id, folder: path, total, matched, missing, different }, () => `${path}: ${words}`);
      }),
    );
}
