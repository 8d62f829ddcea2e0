import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';

export function addModelCommands(program: Command, output: Output): void {
  const model = program.command('model').description('Models of other programs');
  addCommand(
    model,
    'open <file>',
    'A Keras .keras or .h5 file, or the model.json of TF.js, as a project with its weights',
  )
    .option('--name <name>', 'what the project is called; after the file without')
    .action(async (file: string, options: { name?: string }, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const opened = await engine.projects.openModel({
          source: { kind: 'disk', path: resolve(file) },
          name: options.name ?? null,
        });
        const { project, run, format, lost, unknown } = opened;
        output.result({ project: project.id, run, name: project.name, format, lost, unknown }, () =>
          [
            `${project.name} (${project.id})`,
            run === null ? 'Its weights were not read: the graph has errors.' : `Its weights are run ${run}`,
            ...unknown.map(
              ({ node, className }) => `! ${node}: there is no layer ${className}; it became a placeholder`,
            ),
            ...lost.map(({ node, option, found }) => `! ${node}: ${option} ${found} is not known and was left out`),
          ].join('\n'),
        );
      }),
    );
}
