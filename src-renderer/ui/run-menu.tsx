import { Ellipsis, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest } from '#shared/training/run.ts';
import { IconButton } from './button.tsx';
import { lifeEntries } from './life-entries.ts';
import { Menu, useMenu } from './menu.tsx';
import { NameDialog } from './name-dialog.tsx';
import { runTitle } from './run-title.ts';
import { moveToTrash } from './to-trash.ts';
import { notifyError } from './toast.tsx';

interface RunMenuProps {
  run: RunSummary;
  /** The same training was queued as a new run. */
  onAgain: (run: RunSummary) => void;
  onDeleted?: () => void;
}

/** What can be done with a run as a thing: its name, the same again, the trash. */
export function RunMenu({ run, onAgain, onDeleted }: RunMenuProps) {
  const engine = useEngine();
  const menu = useMenu();
  const [isRenaming, setRenaming] = useState(false);
  const remove = async () => {
    const item = { kind: 'run', id: run.id, title: `Run ${run.number}` } as const;
    if (await moveToTrash(engine, item, () => engine.runs.remove({ run: run.id }))) onDeleted?.();
  };
  const again = () =>
    engine.runs
      .duplicate({ run: run.id })
      .then(onAgain, (error: unknown) => notifyError(`Training run ${run.number} again`, error));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks within from selecting the row around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the buttons within
    <span onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <IconButton
        icon={Ellipsis}
        size="dense"
        label={`More for run ${run.number}`}
        onClick={(event) => menu.openBelow(event.currentTarget)}
      />
      {menu.at && (
        <Menu
          label={runTitle(run)}
          at={menu.at}
          onClose={menu.close}
          entries={lifeEntries({
            onRename: () => setRenaming(true),
            duplicate: { label: 'Train again with these settings', icon: RotateCw, run: again },
            onDelete: remove,
            keptBecause: isAtRest(run.state) || run.state === 'queued' ? undefined : 'stop it first',
          })}
        />
      )}
      {isRenaming && (
        <NameDialog
          title={`Rename run ${run.number}`}
          action="Rename"
          initial={run.name ?? ''}
          emptyHint={`Left empty, it is run ${run.number} and nothing more.`}
          onClose={() => setRenaming(false)}
          onDone={(name) => engine.runs.rename({ run: run.id, name: name === '' ? null : name })}
        />
      )}
    </span>
  );
}
