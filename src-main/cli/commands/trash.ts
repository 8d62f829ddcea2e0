import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { addCommand, withEngine } from '../session.ts';
import { megabytes, table } from '../table.ts';

export function addTrashCommands(program: Command, output: Output): void {
  const trash = program.command('trash').description('What was deleted, and what deleting it for good frees');

  addCommand(trash, 'list', 'What is in the trash, newest first').action(async (_options, command: Command) =>
    withEngine(command, async ({ engine }) => {
      const { entries, bytes } = await engine.trash.list();
      output.result({ entries, bytes }, () =>
        entries.length === 0
          ? 'The trash is empty.'
          : [
              table([
                ['kind', 'name', 'project', 'deleted', 'frees', 'id'],
                ...entries.map((one) => [
                  one.kind,
                  one.name,
                  one.project?.name ?? null,
                  one.trashedAt.slice(0, 16).replace('T', ' '),
                  megabytes(one.bytes),
                  one.id,
                ]),
              ]),
              ...entries.flatMap(({ name, keptFor }) => (keptFor ? [`${name} stays: ${keptFor}.`] : [])),
              `Emptying it frees ${megabytes(bytes)}.`,
            ].join('\n'),
      );
    }),
  );

  addCommand(trash, 'empty', 'Delete everything in the trash for good; what runs were trained on stays').action(
    async (_options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const emptied = await engine.trash.empty();
        output.result(emptied, () =>
          [
            `${emptied.deleted} deleted, ${megabytes(emptied.freedBytes)} freed.`,
            ...emptied.kept.map(({ name, why }) => `${name} stays: ${why}.`),
          ].join('\n'),
        );
      }),
  );
}
