import { BadgeCheck, BadgeX, CircleDashed, Download, File, RefreshCw } from 'lucide-react';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { formatAgo, formatBytes, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import type { RememberedExport } from '#shared/contract/requests/results.ts';
import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { originOf } from '#shared/training/run-origin.ts';
import styles from './certificate-page.module.css';
import type { FormatInfo } from './formats.ts';
import { describeInput } from './model-input.ts';

interface CertificatePageProps {
  run: RunSummary;
  detail: RunDetail | null;
  format: FormatInfo | undefined;
  written: RememberedExport | null;
  isWriting: boolean;
  error: unknown;
  onWrite: () => void;
}

/** The proof is the page: what was compared, with what, and how much it differed. */
export function CertificatePage(props: CertificatePageProps) {
  const { run, detail, format, written, isWriting, error, onWrite } = props;
  const title = format?.title ?? 'the format';
  return (
    <div className={styles.frame}>
      <article className={`card ${styles.page}`} aria-label="Certificate" aria-busy={isWriting}>
        <header className={styles.head}>
          <Seal written={written} />
          <div>
            <h1 className={styles.title}>{headline(title, written, isWriting)}</h1>
            <p className="t2">
              {isWriting
                ? working(format)
                : written?.certificate.runtime === 'none'
                  ? 'Nothing on this machine runs this format, so its answers were not compared.'
                  : written
                    ? `${plural(written.certificate.samples, 'raw picture')} through Strata and through a process that only had these files`
                    : promise(format)}
            </p>
          </div>
          <Button
            icon={written ? RefreshCw : Download}
            why={isWriting ? 'It is being written.' : undefined}
            onClick={onWrite}
          >
            {format?.isUnchecked ? 'Write' : 'Write and check'}
            {written ? ' again' : ''}
          </Button>
        </header>
        {isWriting && <Progress label={`Export to ${title}`} value={null} />}
        {error !== null && (
          <div className={styles.section}>
            <ErrorStrip error={error} what={`Exporting run ${run.number} to ${title}`} />
          </div>
        )}
        {written && !isWriting && <Standing written={written} run={run} />}
        {written && written.certificate.runtime !== 'none' && <Proof written={written} />}
        <dl className={styles.facts}>
          <div>
            <dt>Made from</dt>
            <dd>
              run {run.number}, {originOf(run)}, network v{run.graphVersion}
            </dd>
          </div>
          <div>
            <dt>Weights</dt>
            <dd>{weights(run, written)}</dd>
          </div>
          <div>
            <dt>Input</dt>
            <dd>{detail ? describeInput(detail.graph) : '–'}</dd>
          </div>
          <div>
            <dt>Checked</dt>
            <dd>{written ? `${formatAgo(written.certificate.checkedAt)}, on this machine` : 'not yet'}</dd>
          </div>
        </dl>
        {written && (
          <section className={styles.section} aria-label="Files">
            <div className="row">
              <h2>Files</h2>
              <span className="t3 grow ellipsis selectable">{written.folder}</span>
              <span className="t3">
                {formatBytes(written.files.reduce((sum, { bytes }) => sum + bytes, 0))} together
              </span>
            </div>
            <ul className={styles.files}>
              {written.files.map(({ path, bytes }) => (
                <li key={path}>
                  <Icon icon={File} className="t3" />
                  <span className="stack g2">
                    <span className="medium ellipsis" title={path}>
                      {path}
                    </span>
                    <span className="t3 small">{formatBytes(bytes)}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </div>
  );
}

const working = (format: FormatInfo | undefined): string =>
  format?.isUnchecked
    ? 'The model and its weights are written.'
    : 'The files are written, then another process that has only the files answers the same pictures.';

const promise = (format: FormatInfo | undefined): string =>
  format?.isUnchecked
    ? 'Nothing on this machine runs this format, so it is written without being compared.'
    : 'Writing it also checks it: the files are run by another process and compared, before it is called done.';

function headline(title: string, written: RememberedExport | null, isWriting: boolean): string {
  if (isWriting) return `Writing and checking ${title}`;
  if (!written) return `Not written to ${title} yet`;
  if (written.certificate.runtime === 'none') return `Written to ${title}, not checked here`;
  if (!written.present) return `No longer there: ${title}`;
  if (!written.isCurrent) return `Computes the same in ${title}, of an earlier training state`;
  return written.certificate.verified ? `Computes the same in ${title}` : `Differs in ${title}`;
}

function weights(run: RunSummary, written: RememberedExport | null): string {
  if (written && !written.isCurrent) return `of epoch ${written.checkpointEpoch}, an earlier training state`;
  if (run.opened) return `of ${run.opened.file}`;
  return run.bestEpoch === null ? 'of the last epoch' : `of the best epoch, ${run.bestEpoch}`;
}

/** What became of it since: the files moved, or the network learned more. */
function Standing({ written, run }: { written: RememberedExport; run: RunSummary }) {
  if (written.present && written.isCurrent) return null;
  const now = run.bestEpoch === null ? '' : ` Its best epoch is ${run.bestEpoch} now.`;
  return (
    <div className={styles.section}>
      <NoteStrip tone="warn">
        {!written.present && (
          <>The folder that was written is no longer there: moved, removed, or replaced. Write it again to have it. </>
        )}
        {!written.isCurrent && (
          <>
            This is of an earlier training state, epoch {written.checkpointEpoch}: run {run.number} has other weights
            since.{now}
          </>
        )}
      </NoteStrip>
    </div>
  );
}

function Seal({ written }: { written: RememberedExport | null }) {
  if (!written?.present || !written.isCurrent || written.certificate.runtime === 'none')
    return <Icon icon={CircleDashed} size={44} className="t3" />;
  return written.certificate.verified ? (
    <Icon icon={BadgeCheck} size={44} className="ok-text" />
  ) : (
    <Icon icon={BadgeX} size={44} className="bad-text" />
  );
}

function Proof({ written }: { written: RememberedExport }) {
  const { certificate } = written;
  const { samples, agreement, maxAbsDifference } = certificate;
  const same = agreement === null ? null : Math.round(agreement * samples);
  return (
    <dl className={styles.proof}>
      <div>
        <dt>Largest difference</dt>
        <dd>
          {maxAbsDifference === null
            ? '–'
            : maxAbsDifference === 0
              ? '0'
              : maxAbsDifference.toExponential(1).replace('e-', 'e−')}
        </dd>
        <dd className="t2">of any output, limit 1e−4, float32</dd>
      </div>
      <div>
        <dt>Same top class</dt>
        <dd>{same === null ? '–' : `${same} of ${samples}`}</dd>
        <dd className="t2">
          {same === samples ? 'every picture' : same === null ? 'not compared' : `${samples - same} answered otherwise`}
        </dd>
      </div>
      <div>
        <dt>Runtime</dt>
        <dd className={styles.runtime}>{certificate.runtime}</dd>
        <dd className="t2">
          {certificate.verified ? 'another process, the files alone' : 'the files are kept for a look'}
        </dd>
      </div>
    </dl>
  );
}
