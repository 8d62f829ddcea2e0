import { Activity, Database, FolderKanban, type LucideIcon } from 'lucide-react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatAgo, formatBytes, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { restoreFromTrash } from '#renderer/ui/to-trash.ts';
import type { TrashEntry, TrashKind } from '#shared/contract/requests/trash.ts';
import { entryTitle } from './entry-title.ts';
import styles from './trash-place.module.css';

const LOOK: Readonly<Record<TrashKind, { word: string; icon: LucideIcon }>> = {
  project: { word: 'Project', icon: FolderKanban },
  dataset: { word: 'Dataset', icon: Database },
  run: { word: 'Run', icon: Activity },
};

interface TrashTableProps {
  entries: readonly TrashEntry[];
  onDelete: (entry: TrashEntry) => void;
}

/** One row a thing, with what deleting it for good frees. */
export function TrashTable({ entries, onDelete }: TrashTableProps) {
  const engine = useEngine();
  const columns: readonly Column<TrashEntry>[] = [
    {
      key: 'name',
      title: 'Name',
      cell: (entry) => (
        <div className={styles.name}>
          <div className="row">
            <Icon icon={LOOK[entry.kind].icon} className="t3" />
            <b className="ellipsis">{entryTitle(entry)}</b>
          </div>
          {entry.keptFor && <p className="t3 small">Stays: {entry.keptFor}.</p>}
        </div>
      ),
    },
    {
      key: 'kind',
      title: 'What',
      cell: ({ kind, runs }) => (
        <span className="t2">
          {LOOK[kind].word}
          {runs > 0 && ` with ${plural(runs, 'run')}`}
        </span>
      ),
    },
    { key: 'when', title: 'Deleted', cell: ({ trashedAt }) => <span className="t3">{formatAgo(trashedAt)}</span> },
    { key: 'bytes', title: 'Frees', numeric: true, cell: ({ bytes }) => (bytes > 0 ? formatBytes(bytes) : '–') },
    {
      key: 'actions',
      title: <span className="visually-hidden">What to do</span>,
      cell: (entry) => (
        <div className="row nowrap">
          <span className="grow" />
          <Button
            size="dense"
            aria-label={`Restore ${entryTitle(entry)}`}
            onClick={() => restoreFromTrash(engine, { ...entry, title: entryTitle(entry) })}
          >
            Restore
          </Button>
          <Button
            size="dense"
            variant="danger"
            aria-label={`Delete ${entryTitle(entry)} for good`}
            why={entry.keptFor ? `Needed: ${entry.keptFor}.` : undefined}
            onClick={() => onDelete(entry)}
          >
            Delete for good…
          </Button>
        </div>
      ),
    },
  ];
  return (
    <section className="card">
      <Table label="In the trash" columns={columns} rows={entries} rowKey={({ kind, id }) => `${kind} ${id}`} />
    </section>
  );
}
