import { useState } from 'react';
import type { DatasetUser } from '#shared/contract/requests/datasets.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { plural } from './format.ts';

interface InUseDialogProps {
  name: string;
  users: readonly DatasetUser[];
  onClose: () => void;
  onDelete: () => Promise<void>;
}

/** By whom a dataset is used, before it goes to the trash. */
export function InUseDialog({ name, users, onClose, onDelete }: InUseDialogProps) {
  const [busy, setBusy] = useState(false);
  const hasRuns = users.some(({ runs }) => runs.length > 0);
  return (
    <Dialog
      title={`${name} is in use`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            variant="danger"
            why={busy ? 'It is being deleted.' : undefined}
            onClick={() => {
              setBusy(true);
              void onDelete().finally(() => setBusy(false));
            }}
          >
            Delete it all the same
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <ul className="plain-list" aria-label="Used by">
          {users.map((user) => (
            <li key={user.id} className="row">
              <b className="ellipsis">{user.name}</b>
              <span className="t3 grow ellipsis">{usedAs(user)}</span>
            </li>
          ))}
        </ul>
        <p className="t2">
          In the trash it can be restored, and these projects have no data meanwhile.
          {hasRuns && ' What runs were trained on is never deleted for good while the runs are there.'}
        </p>
      </div>
    </Dialog>
  );
}

function usedAs({ isChosen, runs }: DatasetUser): string {
  const trained = runs.length > 0 ? `${plural(runs.length, 'run')} trained on it` : '';
  return [isChosen ? 'has it as its data' : '', trained].filter(Boolean).join(', ');
}
