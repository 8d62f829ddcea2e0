import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { trashQuery } from '#renderer/client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatBytes, plural } from '#renderer/ui/format.ts';
import type { TrashEntry } from '#shared/contract/requests/trash.ts';
import { DeleteDialog, EmptyDialog } from './delete-dialogs.tsx';
import styles from './trash-place.module.css';
import { TrashTable } from './trash-table.tsx';

/** What was deleted: each can be restored, or deleted for good, and all of it at once. */
export function TrashPlace({ onHome }: { onHome: () => void }) {
  const trash = useQuery(trashQuery);
  const [deleting, setDeleting] = useState<TrashEntry | null>(null);
  const [isEmptying, setEmptying] = useState(false);
  const entries = trash.data?.entries ?? [];
  const bytes = trash.data?.bytes ?? 0;
  const isAllKept = entries.every(({ keptFor }) => keptFor !== null);
  const why = entries.length === 0 ? 'The trash is empty.' : isAllKept ? 'What is in it is needed by runs.' : undefined;
  return (
    <main className={styles.place} aria-label="Trash" aria-busy={trash.isPending}>
      <div className={styles.column}>
        <header className="row">
          <h1>Trash</h1>
          <span className="t3 grow">
            {entries.length > 0 && `${plural(entries.length, 'thing')}, kept until you empty it`}
          </span>
          <Button icon={ArrowLeft} onClick={onHome}>
            Back to Home
          </Button>
          <Button variant="danger" icon={Trash2} why={why} onClick={() => setEmptying(true)}>
            {bytes > 0 ? `Empty the trash (frees ${formatBytes(bytes)})…` : 'Empty the trash…'}
          </Button>
        </header>
        {trash.error && <ErrorStrip error={trash.error} what="Reading the trash" />}
        {trash.data && entries.length === 0 && (
          <section className="card">
            <Empty title="The trash is empty">
              Projects, datasets and runs that you delete stay here until you empty it.
            </Empty>
          </section>
        )}
        {entries.length > 0 && <TrashTable entries={entries} onDelete={setDeleting} />}
      </div>
      {deleting && <DeleteDialog entry={deleting} onClose={() => setDeleting(null)} />}
      {isEmptying && <EmptyDialog entries={entries} bytes={bytes} onClose={() => setEmptying(false)} />}
    </main>
  );
}
