import { resolve } from 'node:path';
import type { Command } from 'commander';
import { addDuplicateCommand, addRemoveCommand, addRenameCommand, addRestoreCommand } from '../life.ts';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { table } from '../table.ts';

export function addProjectCommands(program: Command, output: Output): void {
  const project = program
    .command('project')
    .description('Make, list, rename, duplicate, delete, import and export projects');

  addCommand(project, 'new <name>', 'A project from a template, fitted to a dataset')
    .option('--template <id>', 'see `strata template list`; an empty canvas without')
    .option('--dataset <name>', 'the dataset it is for')
    .action(async (name: string, options: { template?: string; dataset?: string }, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const { template = null, dataset = null } = options;
        const made = await engine.projects.create({ name, template, dataset });
        output.result({ project: made.id, name: made.name, dataset: made.dataset }, () => `${made.name} (${made.id})`);
      }),
    );

  addCommand(project, 'list', 'All projects').action(async (_options, command: Command) =>
    withEngine(command, async ({ engine }) => {
      const projects = await engine.projects.list();
      output.result({ projects }, () =>
        table([
          ['name', 'dataset', 'runs', 'id'],
          ...projects.map((one) => [one.name, one.dataset?.name ?? null, one.runs, one.id]),
        ]),
      );
    }),
  );

  addCommand(project, 'import <file>', 'A project from a .strata file')
    .option('--name <name>', 'another name than the one in the file')
    .action(async (file: string, options: { name?: string }, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const made = await engine.projects.importFile({ path: resolve(file), name: options.name ?? null });
        output.result({ project: made.id, name: made.name }, () => `${made.name} (${made.id})`);
      }),
    );

  addCommand(project, 'export <name> <file>', 'Graph and settings as one .strata file, no data').action(
    async (name: string, file: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const written = await engine.projects.exportFile({ project: name, path: resolve(file) });
        output.result({ project: name, file: written.file }, () => written.file);
      }),
  );

  addRenameCommand(project, output, 'project', (engine, item, name) => engine.projects.rename({ project: item, name }));
  addDuplicateCommand(project, output, 'project', (engine, item, name) =>
    engine.projects.duplicate({ project: item, name }),
  );
  addRemoveCommand(project, output, 'project', async (engine, item) => {
    const { id } = await engine.projects.get({ project: item });
    await engine.projects.remove({ project: id });
    return id;
  });
  addRestoreCommand(project, output, 'project');
}
