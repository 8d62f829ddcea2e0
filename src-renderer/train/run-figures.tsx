import type { ReactNode } from 'react';
import { formatAgo, formatDuration, formatInteger, formatMetric } from '#renderer/ui/format.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { isAtRest } from '#shared/training/run.ts';
import styles from './run-figures.module.css';
import type { Standing } from './standing.ts';

interface RunFiguresProps {
  run: RunSummary;
  standing: Standing;
  validationSamples: number | null;
  /** The project's data are not what it was trained on. */
  hasOtherData: boolean;
}

const clock = (exact: number) => clockOf(Math.round(exact));

const clockOf = (seconds: number) =>
  seconds >= 3600
    ? `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
    : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function Tile({
  title,
  value,
  tone,
  children,
}: {
  title: string;
  value: string | null;
  tone?: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.tile}>
      <dt>{title}</dt>
      <dd>
        <span className={`${styles.value} ${value === null ? 't3' : (tone ?? '')}`}>{value ?? '–'}</span>
        <span className={styles.below}>{children}</span>
      </dd>
    </div>
  );
}

const endsAt = (seconds: number) =>
  new Date(Date.now() + seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The five figures, each with what it rests on. */
export function RunFigures({ run, standing, validationSamples, hasOtherData }: RunFiguresProps) {
  const { progress } = run;
  const { validation, best, gap } = standing;
  const atRest = isAtRest(run.state);
  // While pictures are decoded the time of the last training says nothing.
  const eta = run.preparing ? null : (progress?.etaSeconds ?? null);
  const speed = progress?.samplesPerSecond ?? null;
  const isWide = gap !== null && gap.now > 0.1;
  return (
    <dl className={`card ${styles.figures}`}>
      {atRest ? (
        <Tile title="Trained for" value={clock(run.seconds)}>
          {run.endedAt ? `ended ${formatAgo(run.endedAt)}` : formatDuration(run.seconds)}
        </Tile>
      ) : (
        <Tile title="Time left" value={eta === null ? null : clock(eta)}>
          {run.state === 'paused' ? 'paused' : eta === null ? 'known after a few batches' : `ends about ${endsAt(eta)}`}
        </Tile>
      )}
      <Tile title="Samples per second" value={speed === null ? null : formatInteger(speed)}>
        {speed
          ? `step ${Math.max(1, Math.round((run.config.batchSize / speed) * 1000))} ms`
          : 'known after a few batches'}
      </Tile>
      {!validation && standing.loss !== null ? (
        <Tile title="Validation loss" value={formatMetric(standing.loss.validation)}>
          after epoch {standing.epoch}
        </Tile>
      ) : (
        <Tile title="Validation accuracy" value={validation ? formatMetric(validation.share) : null}>
          {!validation
            ? 'after the first epoch'
            : validation.interval
              ? `${validation.right} of ${validationSamples}, interval ${validation.interval.low.toFixed(2)} to ${validation.interval.high.toFixed(2)}`
              : hasOtherData
                ? 'its pictures have changed since'
                : `after epoch ${standing.epoch}`}
        </Tile>
      )}
      <Tile title="Best so far" value={best ? formatMetric(best.value) : null}>
        {best ? `${metricWords(best.name)}, epoch ${best.epoch}, kept` : 'after the first epoch'}
      </Tile>
      {gap === null && standing.loss !== null ? (
        <Tile title="Training loss" value={formatMetric(standing.loss.training)}>
          after epoch {standing.epoch}
        </Tile>
      ) : (
        <Tile
          title="Gap to training"
          value={gap === null ? null : `${gap.now < 0 ? '−' : ''}${Math.abs(gap.now).toFixed(2)}`}
          tone={isWide ? 'warn-text' : ''}
        >
          {gap === null
            ? 'after the first epoch'
            : gap.atBest !== null && best
              ? `${gap.atBest.toFixed(2).replace('-', '−')} at epoch ${best.epoch}`
              : 'accuracy in training minus validation'}
        </Tile>
      )}
    </dl>
  );
}
