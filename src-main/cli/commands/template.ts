import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { table } from '../table.ts';

export function addTemplateCommands(program: Command, output: Output): void {
  const template = program.command('template').description('Starting points for projects');
  addCommand(template, 'list', 'All templates').action(async (_options, command: Command) =>
    withEngine(command, async ({ engine }) => {
      const templates = await engine.projects.templates();
      output.result({ templates }, () =>
        table([['id', 'title', 'needs'], ...templates.map((one) => [one.id, one.title, one.needs])]),
      );
    }),
  );
}
