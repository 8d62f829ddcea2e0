import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatBytes, plural } from '#renderer/ui/format.ts';
import { notify } from '#renderer/ui/toast.tsx';
import type { TrashEntry } from '#shared/contract/requests/trash.ts';
import { entryTitle } from './entry-title.ts';

const OWN_FILES = "Your own folders, and exports outside of Strata's data folder, are not touched.";

interface ConfirmProps {
  title: string;
  verb: string;
  says: string;
  /** Answers with what happened, for the notification. */
  work: () => Promise<string>;
  onClose: () => void;
}

function ConfirmDialog({ title, verb, says, work, onClose }: ConfirmProps) {
  const task = useMutation({
    mutationFn: work,
    onSuccess: (done) => {
      notify({ tone: 'ok', title: done });
      onClose();
    },
  });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            variant="danger"
            icon={Trash2}
            why={task.isPending ? 'It is being deleted.' : undefined}
            onClick={() => task.mutate()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <p className="t2">{says}</p>
        {task.error && <ErrorStrip error={task.error} what="Deleting" />}
      </div>
    </Dialog>
  );
}

export function DeleteDialog({ entry, onClose }: { entry: TrashEntry; onClose: () => void }) {
  const engine = useEngine();
  const { kind, id, bytes, runs } = entry;
  const title = entryTitle(entry);
  const along = runs > 0 ? ` and ${plural(runs, 'run')} with their weights` : '';
  const frees = bytes > 0 ? ` This frees ${formatBytes(bytes)}.` : '';
  return (
    <ConfirmDialog
      title={`Delete ${title} for good?`}
      verb="Delete for good"
      says={`It${along} can't be brought back then. ${OWN_FILES}${frees}`}
      work={async () => {
        const { freedBytes } = await engine.trash.deleteForever({ kind, item: id });
        return `${title} is deleted${freedBytes > 0 ? `, ${formatBytes(freedBytes)} freed` : ''}`;
      }}
      onClose={onClose}
    />
  );
}

interface EmptyDialogProps {
  entries: readonly TrashEntry[];
  bytes: number;
  onClose: () => void;
}

export function EmptyDialog({ entries, bytes, onClose }: EmptyDialogProps) {
  const engine = useEngine();
  const kept = entries.filter(({ keptFor }) => keptFor !== null);
  const stays = kept.map((entry) => ` ${entryTitle(entry)} stays: ${entry.keptFor}.`).join('');
  return (
    <ConfirmDialog
      title="Empty the trash?"
      verb={bytes > 0 ? `Empty it, free ${formatBytes(bytes)}` : 'Empty it'}
      says={`${plural(entries.length - kept.length, 'thing')} can't be brought back then.${stays} ${OWN_FILES}`}
      work={async () => {
        const { freedBytes, kept: left } = await engine.trash.empty();
        const freed = freedBytes > 0 ? `, ${formatBytes(freedBytes)} freed` : '';
        return `The trash is ${left.length > 0 ? 'as empty as it can be' : 'empty'}${freed}`;
      }}
      onClose={onClose}
    />
  );
}
