import { useQuery, useQueryClient } from '@tanstack/react-query';
import { crashesQuery } from '#renderer/client/queries.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { CrashReport } from '#shared/contract/requests/help.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './help.module.css';

const when = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const who: Record<CrashReport['process'], string> = { engine: 'Engine', trainer: 'Training', window: 'Window' };

/** What died, when, and its last words. They stay on this machine. */
export function CrashDialog({ onClose }: { onClose: () => void }) {
  const engine = useEngine();
  const queries = useQueryClient();
  const crashes = useQuery(crashesQuery);
  const reports = crashes.data?.reports ?? [];
  const remove = () =>
    engine.help
      .removeCrashes()
      .then(() => queries.invalidateQueries({ queryKey: crashesQuery.queryKey }))
      .catch((error: unknown) => notifyError('Removing the reports', error));
  return (
    <Dialog
      title="Crash reports"
      onClose={onClose}
      wide
      actions={
        <>
          <Button onClick={remove} why={reports.length === 0 ? 'there is none' : undefined}>
            Remove all
          </Button>
          <CopyButton
            text={crashes.data?.folder ?? ''}
            label="Copy folder path"
            why={crashes.data ? undefined : 'the engine has not answered yet'}
          />
        </>
      }
    >
      {crashes.error && <ErrorStrip error={crashes.error} what="Reading the reports" />}
      <p className="t2">Kept on this machine only, the newest 20. Nothing is sent anywhere.</p>
      {crashes.data && reports.length === 0 && <Empty title="Nothing has crashed">That is how it should be.</Empty>}
      <ul className={styles.reports}>
        {reports.map((report) => (
          <li key={report.id}>
            <details>
              <summary>
                <b>{who[report.process]}</b> <span className="t2">{when(report.at)}</span>
                <div className="selectable">{report.what}</div>
              </summary>
              <pre className={`${styles.text} mono selectable`}>{report.detail || 'It left no words.'}</pre>
            </details>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
