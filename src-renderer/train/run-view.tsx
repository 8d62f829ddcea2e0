import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { useRunFeed } from '#renderer/client/run-feed.ts';
import { findingsQuery } from '#renderer/client/run-health.ts';
import { curveQuery, runQuery } from '#renderer/client/run-queries.ts';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatDuration, formatInteger } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import { RunChooser } from '#renderer/ui/run-chooser.tsx';
import { RunStateBadge } from '#renderer/ui/run-state.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { bestFirst, judgedBy } from '#shared/training/judged-by.ts';
import { isAtRest } from '#shared/training/run.ts';
import { originOf } from '#shared/training/run-origin.ts';
import { Curves } from './curves.tsx';
import { HealthCard } from './health-card.tsx';
import { Marks } from './marks.tsx';
import { RunControls } from './run-controls.tsx';
import { RunEnd } from './run-end.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunSide } from './run-side.tsx';
import styles from './run-view.module.css';
import type { Axis } from './series.ts';
import { standingOf } from './standing.ts';

interface RunViewProps extends Pick<PlaceProps, 'go'> {
  runId: string;
  runs: readonly RunSummary[];
  dataset: DatasetDetail | null;
  onChoose: (run: string) => void;
  onNew: () => void;
  onFindRate: () => void;
  onAgain: (run: RunSummary) => void;
}

/** The run to beat: the best other one on the same pictures. */
function bestOther(runs: readonly RunSummary[], run: RunSummary | null): RunSummary | null {
  if (!run) return null;
  const others = runs.filter(
    (other) => other.id !== run.id && other.dataset?.version === run.dataset?.version && isAtRest(other.state),
  );
  const [best] = bestFirst(others);
  return best && judgedBy(best) ? best : null;
}

/** One run: while it trains, and what it came to. */
export function RunView({ runId, runs, dataset, go, onChoose, onNew, onFindRate, onAgain }: RunViewProps) {
  const listed = runs.find((run) => run.id === runId || String(run.number) === runId) ?? null;
  const feed = useRunFeed(listed?.id ?? null);
  const run = feed.run ?? listed;
  const detail = useQuery(runQuery(listed?.id ?? null)).data ?? null;
  const rival = bestOther(runs, run);
  const rivalPoints = useQuery(curveQuery(rival?.id ?? null)).data ?? [];
  const findings = useQuery(findingsQuery(run)).data ?? [];
  const [axis, setAxis] = useState<Axis>('epoch');
  if (!run) return <main aria-label="Train" aria-busy="true" />;

  // Another version of the data has other counts; then nothing is said that rests on them.
  const isSameData = dataset?.version === run.dataset?.version;
  const validationSamples = isSameData && dataset && dataset.splits.validation > 0 ? dataset.splits.validation : null;
  const classes = isSameData ? (dataset?.classCounts.length ?? 0) : 0;
  const guess = classes > 1 ? 1 / classes : null;
  const standing = standingOf(feed.points, run.config, validationSamples);

  return (
    <main className={styles.place} aria-label="Train">
      <div className={styles.work}>
        <header className={styles.head}>
          <RunChooser runs={runs} run={run} onChoose={(other) => onChoose(other.id)} />
          <RunStateBadge state={run.state} />
          <span className="t3 ellipsis grow">
            {originOf(run)}, network v{run.graphVersion}, seed {run.config.seed}, batch {run.config.batchSize}
            {run.parameters !== null && `, ${formatInteger(run.parameters)} parameters`}
          </span>
          <RunControls run={run} go={go} onNew={onNew} onAgain={onAgain} />
        </header>
        <div>
          <Progress label={`Run ${run.number}`} value={shareOf(run)} />
          <div className={`row t2 ${styles.under}`}>
            <span role="status">{wordsOf(run)}</span>
            <span className="grow" />
            <span className="t3">{run.seconds > 0 && `${formatDuration(run.seconds)} trained`}</span>
          </div>
        </div>
        <RunEnd run={run} hasCheckpoint={(detail?.checkpoints.length ?? 0) > 0} />
        {feed.error !== null && <ErrorStrip error={feed.error} what="Following the run" />}
        <RunFigures
          run={run}
          standing={standing}
          validationSamples={validationSamples}
          hasOtherData={dataset !== null && !isSameData}
        />
        <Curves
          run={run}
          points={feed.points}
          rival={rival ? { run: rival, points: rivalPoints } : null}
          standing={standing}
          findings={findings}
          guess={guess}
          validationSamples={validationSamples}
          axis={axis}
          onAxis={setAxis}
        />
        <Marks findings={findings} />
        <HealthCard run={run} findings={findings} go={go} />
      </div>
      <RunSide run={run} detail={detail} findings={findings} go={go} onBranched={onAgain} onFindRate={onFindRate} />
    </main>
  );
}

/** Of what is being worked on now: the pictures, then the training. Null while nobody can tell. */
function shareOf({ state, preparing, progress }: RunSummary): number | null {
  if (preparing) return preparing.done / preparing.total;
  if (state === 'preparing') return null;
  if (state === 'completed') return 1;
  return progress ? progress.step / Math.max(1, progress.stepsPerEpoch * progress.epochs) : 0;
}

function wordsOf({ state, preparing, progress, stopsAfterEpoch }: RunSummary): string | undefined {
  if (preparing) {
    const { done, total, etaSeconds } = preparing;
    const left = etaSeconds === null ? '' : `, about ${formatDuration(etaSeconds)} left`;
    return `Preparing pictures, ${formatInteger(done)} of ${formatInteger(total)}${left}`;
  }
  if (!progress) return WAITING[state];
  const { epoch, epochs, step, stepsPerEpoch } = progress;
  const end = stopsAfterEpoch && !isAtRest(state) ? ', stops after this epoch' : '';
  return `Epoch ${epoch} of ${epochs}, step ${formatInteger(step)} of ${formatInteger(stepsPerEpoch * epochs)}${end}`;
}

const WAITING: Partial<Record<RunSummary['state'], string>> = {
  queued: 'Waiting for the run before it',
  preparing: 'Getting pictures and network ready',
  running: 'The first batch is on its way',
};
