import type { Command } from 'commander';
import type { TrashKind } from '#shared/contract/requests/trash.ts';
import type { Output } from './output.ts';
import { addCommand, type Engine, withEngine } from './session.ts';

/** What projects, datasets and runs have in common: they are renamed, duplicated, deleted and restored alike. */
const whatOf: Readonly<Record<TrashKind, string>> = {
  project: '<project>',
  dataset: '<dataset>',
  run: '<run>',
};

interface Named {
  readonly id: string;
  readonly name: string | null;
}

export function addRenameCommand(
  parent: Command,
  output: Output,
  kind: TrashKind,
  rename: (engine: Engine, item: string, name: string) => Promise<Named>,
): void {
  const note = kind === 'run' ? '; an empty name takes it away' : '';
  addCommand(parent, `rename ${whatOf[kind]} <name>`, `Give a ${kind} another name${note}`).action(
    async (item: string, name: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const renamed = await rename(engine, item, name);
        output.result({ [kind]: renamed.id, name: renamed.name }, () => `${renamed.name ?? item} (${renamed.id})`);
      }),
  );
}

export function addDuplicateCommand(
  parent: Command,
  output: Output,
  kind: TrashKind,
  duplicate: (engine: Engine, item: string, name: string) => Promise<Named>,
): void {
  addCommand(parent, `duplicate ${whatOf[kind]} <name>`, `A copy of a ${kind} under another name`).action(
    async (item: string, name: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const made = await duplicate(engine, item, name);
        output.result({ [kind]: made.id, name: made.name }, () => `${made.name} (${made.id})`);
      }),
  );
}

interface RemoveOptions {
  evenIfUsed?: boolean;
}

export const addRemoveCommand = (
  parent: Command,
  output: Output,
  kind: TrashKind,
  remove: (engine: Engine, item: string, options: RemoveOptions) => Promise<string>,
): Command =>
  addCommand(parent, `remove ${whatOf[kind]}`, `Move a ${kind} to the trash`).action(
    async (item: string, options: RemoveOptions, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const id = await remove(engine, item, options);
        output.result(
          { [kind]: id, trashed: true },
          () => `${item} is in the trash; \`strata ${kind} restore\` brings it back.`,
        );
      }),
  );

export function addRestoreCommand(parent: Command, output: Output, kind: TrashKind): void {
  addCommand(parent, `restore ${whatOf[kind]}`, `Bring a ${kind} back from the trash`).action(
    async (item: string, _options, command: Command) =>
      withEngine(command, async ({ engine }) => {
        const { id, name, formerName } = await engine.trash.restore({ kind, item });
        output.result({ [kind]: id, name, formerName }, () =>
          formerName === null ? `${name} is back.` : `${formerName} is back as ${name}: its name was taken meanwhile.`,
        );
      }),
  );
}
