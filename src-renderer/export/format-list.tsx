import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { Badge } from '#renderer/ui/badge.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { RunChooser } from '#renderer/ui/run-chooser.tsx';
import type { ExportFormat, RememberedExport } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './format-list.module.css';
import { formats } from './formats.ts';

interface FormatListProps {
  run: RunSummary;
  runs: readonly RunSummary[];
  onChoose: (run: string) => void;
  format: ExportFormat;
  onFormat: (format: ExportFormat) => void;
  writtenOf: (format: ExportFormat) => RememberedExport | null;
}

/** What a network can become, each with its honest state. */
export function FormatList({ run, runs, onChoose, format, onFormat, writtenOf }: FormatListProps) {
  return (
    <nav className={`panel scroll ${styles.list}`} aria-label="Formats">
      <p className="t3 small">Take away</p>
      <div className="row">
        <RunChooser runs={runs} run={run} onChoose={(other) => onChoose(other.id)} />
        <span className="grow" />
        <span className="t2">
          {run.opened ? run.opened.file : run.bestEpoch === null ? 'last epoch' : `best, epoch ${run.bestEpoch}`}
        </span>
      </div>
      <h2>Formats</h2>
      <ul>
        {formats
          .filter(({ isMade }) => isMade)
          .map((one) => (
            <li key={one.format}>
              <button
                type="button"
                className={styles.format}
                aria-pressed={one.format === format}
                onClick={() => onFormat(one.format)}
              >
                <span className={styles.icon}>
                  <Icon icon={one.icon} size={16} />
                </span>
                <span className="stack g2">
                  <span className="medium">{one.title}</span>
                  <span className="t3 small">{one.what}</span>
                </span>
                <State written={writtenOf(one.format)} />
              </button>
            </li>
          ))}
      </ul>
      <h2>Not built in this version</h2>
      <ul>
        {formats
          .filter(({ isMade }) => !isMade)
          .map((one) => (
            <li key={one.format} className={styles.format}>
              <span className={styles.icon}>
                <Icon icon={one.icon} size={16} className="t3" />
              </span>
              <span className="stack g2">
                <span className="t2">{one.title}</span>
                <span className="t3 small">{one.what}</span>
              </span>
              <span className="t3 small">not made yet</span>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function State({ written }: { written: RememberedExport | null }) {
  if (!written) return <span className="t3 small">not written yet</span>;
  if (!written.present) return <span className="t3 small">folder is gone</span>;
  if (!written.isCurrent) {
    return (
      <Badge tone="warn" icon={CircleAlert}>
        epoch {written.checkpointEpoch}
      </Badge>
    );
  }
  return written.certificate.verified ? (
    <Badge tone="ok" icon={CircleCheck}>
      verified
    </Badge>
  ) : (
    <Badge tone="bad" icon={CircleX}>
      differs
    </Badge>
  );
}
