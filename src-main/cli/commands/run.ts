import type { Command } from 'commander';
import { computingWords } from '#shared/training/computing-words.ts';
import { originOf } from '#shared/training/run-origin.ts';
import { findingWords } from '../finding-words.ts';
import { addRemoveCommand, addRenameCommand, addRestoreCommand } from '../life.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { duration, metricWords, table } from '../table.ts';
import { addRunCompareCommand } from './run-compare.ts';

export function addRunCommands(program: Command, output: Output): void {
  const run = program.command('run').description('The history of training');

  addCommand(run, 'list', 'All runs, or those of a project')
    .option('--project <name>', 'only of this project')
    .action(async (options: { project?: string }, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const runs = await engine.runs.list({ project: options.project ?? null });
        output.result({ runs: runs.map(({ id, ...rest }) => ({ run: id, ...rest })) }, () =>
          table([
            ['project', 'run', 'name', 'state', 'best', 'id'],
            ...runs.map((one) => [one.project.name, one.number, one.name, one.state, metricWords(one.metrics), one.id]),
          ]),
        );
      }),
    );

  addCommand(run, 'show <run>', 'Configuration, state and results of a run').action(
    async (name: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const { id, state, metrics, ...rest } = await engine.runs.get({ run: name });
        const { findings } = await engine.runs.findings({ run: name });
        output.result({ run: id, state, metrics, ...rest, findings }, () =>
          [
            table([
              ['Run', `${rest.number} of ${rest.project.name} (${id})`],
              ...(rest.name ? [['Name', rest.name]] : []),
              ['State', state],
              ['Dataset', originOf(rest)],
              ['Parameters', rest.parameters],
              ['Best epoch', rest.bestEpoch],
              ['Metrics', metricWords(metrics)],
              ['Time', duration(rest.seconds)],
              ...(rest.computing ? [['Computed', computingWords(rest.computing).join('; ')]] : []),
              ['Configuration', JSON.stringify(rest.config)],
            ]),
            ...rest.bound,
            ...(rest.error ? [`! ${rest.error.message}`] : []),
            ...findings.map(findingWords),
          ].join('\n'),
        );
      }),
  );

  addRunCompareCommand(run, output);
  addRenameCommand(run, output, 'run', (engine, item, name) => engine.runs.rename({ run: item, name: name || null }));
  addCommand(run, 'duplicate <run>', 'Train the same again, as a new run: same graph, data, settings and seed').action(
    async (item: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const { id, number, project, state } = await engine.runs.duplicate({ run: item });
        output.result(
          { run: id, number, project: project.id, state },
          () => `Run ${number} of ${project.name} (${id})`,
        );
      }),
  );
  addRemoveCommand(run, output, 'run', async (engine, item) => {
    const { id } = await engine.runs.get({ run: item });
    await engine.runs.remove({ run: id });
    return id;
  });
  addRestoreCommand(run, output, 'run');
}
