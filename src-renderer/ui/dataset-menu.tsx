import { useQuery } from '@tanstack/react-query';
import { Ellipsis, FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { toAppError } from '#renderer/client/errors.ts';
import { datasetsQuery } from '#renderer/client/queries.ts';
import { uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { DatasetSummary, DatasetUser } from '#shared/contract/requests/datasets.ts';
import { IconButton } from './button.tsx';
import { InUseDialog } from './in-use-dialog.tsx';
import { lifeEntries } from './life-entries.ts';
import { Menu, useMenu } from './menu.tsx';
import { NameDialog } from './name-dialog.tsx';
import { RelocateDialog } from './relocate-dialog.tsx';
import { moveToTrash } from './to-trash.ts';
import { notify, notifyError } from './toast.tsx';

type Open =
  | { readonly kind: 'rename' | 'duplicate' | 'relocate' }
  | { readonly kind: 'in-use'; readonly users: DatasetUser[] };

/** What can be done with a dataset as a thing: its name, a copy, its folder, the trash. */
export function DatasetMenu({ dataset }: { dataset: DatasetSummary }) {
  const engine = useEngine();
  const menu = useMenu();
  const taken = (useQuery(datasetsQuery).data ?? []).map(({ name }) => name);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { id, name } = dataset;

  const remove = (evenIfUsed: boolean) =>
    moveToTrash(engine, { kind: 'dataset', id, title: name }, () =>
      engine.datasets.remove({ dataset: id, evenIfUsed }),
    );
  const ask = async () => {
    try {
      const users = await engine.datasets.usedBy({ dataset: id });
      if (users.length > 0) setOpen({ kind: 'in-use', users });
      else await remove(false);
    } catch (error) {
      notifyError(`Deleting ${name}`, toAppError(error));
    }
  };
  return (
    <>
      <IconButton
        icon={Ellipsis}
        size="dense"
        label={`More for ${name}`}
        onClick={(event) => menu.openBelow(event.currentTarget)}
      />
      {menu.at && (
        <Menu
          label={name}
          at={menu.at}
          onClose={menu.close}
          entries={lifeEntries({
            onRename: () => setOpen({ kind: 'rename' }),
            duplicate: { label: 'Duplicate…', run: () => setOpen({ kind: 'duplicate' }) },
            onDelete: ask,
            more: [
              {
                label: 'Point to another folder…',
                icon: FolderSearch,
                run: () => setOpen({ kind: 'relocate' }),
                why: dataset.source === null ? 'kept by Strata' : undefined,
              },
            ],
          })}
        />
      )}
      {open?.kind === 'rename' && (
        <NameDialog
          title="Rename dataset"
          action="Rename"
          initial={name}
          onClose={close}
          onDone={(next) => engine.datasets.rename({ dataset: id, name: next })}
        />
      )}
      {open?.kind === 'duplicate' && (
        <NameDialog
          title="Duplicate dataset"
          action="Duplicate"
          initial={uniqueName(`${name} copy`, taken)}
          onClose={close}
          onDone={async (next) => {
            await engine.datasets.duplicate({ dataset: id, name: next });
            notify({ tone: 'ok', title: `${next} has the same pictures as ${name}` });
          }}
        />
      )}
      {open?.kind === 'relocate' && <RelocateDialog dataset={dataset} onClose={close} />}
      {open?.kind === 'in-use' && (
        <InUseDialog
          name={name}
          users={open.users}
          onClose={close}
          onDelete={async () => {
            if (await remove(true)) close();
          }}
        />
      )}
    </>
  );
}
