import { useQuery } from '@tanstack/react-query';
import { Copy, Download, FolderOpen, LockKeyhole } from 'lucide-react';
import { desktop } from '#renderer/client/desktop.ts';
import { datasetQuery } from '#renderer/client/queries.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import type { RememberedExport } from '#shared/contract/requests/results.ts';
import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { exportCommand, folderName } from './command-line.ts';
import styles from './export-side.module.css';
import type { FormatInfo } from './formats.ts';
import { modelInput } from './model-input.ts';

interface ExportSideProps {
  run: RunSummary;
  detail: RunDetail | null;
  format: FormatInfo | undefined;
  written: RememberedExport | null;
  isWriting: boolean;
  onSave: () => void;
  /** The desktop window can ask where. */
  onSaveElsewhere?: () => void;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify({ tone: 'ok', title: 'Copied' });
  } catch (error) {
    notifyError('Copying', error);
  }
}

/** Where it goes, what does the same from a terminal, and what travels inside. */
export function ExportSide(props: ExportSideProps) {
  const { run, detail, format, written, isWriting, onSave, onSaveElsewhere } = props;
  const dataset = useQuery(datasetQuery(run.dataset?.id ?? null)).data;
  const classes = dataset?.columns.find((column) => column.classes)?.classes ?? [];
  const input = detail ? modelInput(detail.graph) : null;
  const command = exportCommand(
    run.id,
    format?.format ?? 'tfjs',
    folderName(run.project.name, run.number, format?.format ?? 'tfjs'),
  );
  const why = isWriting ? 'It is being written and checked.' : undefined;
  const folder = written?.folder;
  return (
    <aside className={`panel scroll ${styles.side}`} aria-label="Save">
      <section>
        <Button variant="primary" size="large" wide icon={Download} why={why} onClick={onSaveElsewhere ?? onSave}>
          {onSaveElsewhere ? `Save ${format?.title ?? ''} folder…` : `Save ${format?.title ?? ''} folder`}
        </Button>
        <div className={styles.command}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
          <code className="selectable" tabIndex={0}>
            {command}
          </code>
          <IconButton size="dense" icon={Copy} label="Copy the command" onClick={() => void copy(command)} />
        </div>
        <p className="t3 small">Does the same from a terminal.</p>
      </section>
      {folder !== undefined && (
        <section aria-label="Folder">
          <h2>Folder</h2>
          <p className="mono selectable">{folder}</p>
          {written?.present === false && (
            <p className="t2">It is no longer there: moved, removed, or replaced by another export.</p>
          )}
          <div className="row">
            {desktop && written?.present && (
              <Button icon={FolderOpen} onClick={() => desktop?.showInFolder(folder)}>
                Show in folder
              </Button>
            )}
            <Button icon={Copy} onClick={() => void copy(folder)}>
              Copy the path
            </Button>
          </div>
        </section>
      )}
      <section aria-label="Travels inside">
        <h2>Travels inside</h2>
        <ul>
          <li>
            <Icon icon={LockKeyhole} className="ok-text" />
            <span>
              <span className="medium">{input ? `Resizing to ${input.height} × ${input.width}` : 'Preprocessing'}</span>
              <span className={styles.note}>
                {input ? `${input.resize}, ${input.mode}, values 0 to 255, as in training` : 'as in training'}
              </span>
            </span>
          </li>
          <li>
            <Icon icon={LockKeyhole} className="ok-text" />
            <span>
              <span className="medium">Class names</span>
              <span className={styles.note}>
                {classes.slice(0, 8).join(', ')}
                {classes.length > 8 && ` and ${classes.length - 8} more`}
              </span>
            </span>
          </li>
          <li>
            <Icon icon={LockKeyhole} className="ok-text" />
            <span>
              <span className="medium">Certificate and origin</span>
              <span className={styles.note}>run, epoch, network, and how it was checked</span>
            </span>
          </li>
        </ul>
      </section>
    </aside>
  );
}
