import {
  CircleCheck,
  CircleX,
  Flag,
  GitBranch,
  History,
  type LucideIcon,
  Pause,
  Save,
  Square,
  Star,
  TimerOff,
  ZapOff,
} from 'lucide-react';
import { useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatBytes, formatInteger, formatMetric } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { computingWords } from '#shared/training/computing-words.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import { monitored } from '#shared/training/monitored.ts';
import { BranchDialog } from './branch-dialog.tsx';
import { happeningsOf, type RunHappening } from './events.ts';
import { FindingBox } from './finding-box.tsx';
import styles from './run-side.module.css';

interface RunSideProps extends Pick<PlaceProps, 'go'> {
  run: RunSummary;
  detail: RunDetail | null;
  findings: readonly Finding[];
  /** A new run goes on from one of its checkpoints. */
  onBranched: (run: RunSummary) => void;
  /** The settings of the next run, with the learning-rate finder open. */
  onFindRate: () => void;
}

const EVENT_ICON: Record<RunHappening['kind'], LucideIcon> = {
  started: Flag,
  best: Star,
  last: Save,
  'early-stopping': TimerOff,
  paused: Pause,
  stopped: Square,
  interrupted: ZapOff,
  failed: CircleX,
  done: CircleCheck,
};

/** What was noticed, what happened, what is kept, and what was assumed. */
export function RunSide({ run, detail, findings, go, onBranched, onFindRate }: RunSideProps) {
  const [branching, setBranching] = useState<RunDetail['checkpoints'][number] | null>(null);
  const checkpoints = detail?.checkpoints ?? [];
  const rateNow = changedRate(run);
  const happenings = happeningsOf(run, checkpoints);
  return (
    <aside className={`panel scroll ${styles.side}`} aria-label="About this run">
      {findings.map((finding) => (
        <FindingBox
          key={finding.code}
          finding={finding}
          run={run}
          go={go}
          onBranched={onBranched}
          onFindRate={onFindRate}
        />
      ))}
      <section aria-label="Events">
        <h2>Events</h2>
        <ul>
          {happenings.map(({ kind, text, at }) => (
            <li key={kind}>
              <Icon icon={EVENT_ICON[kind]} className="t3" />
              <span className="grow">{text}</span>
              <span className="t3">{at}</span>
            </li>
          ))}
          {happenings.length === 0 && <li className="t3">Nothing yet; the training has not begun.</li>}
        </ul>
      </section>
      <section aria-label="Checkpoints">
        <h2>Checkpoints</h2>
        <ul>
          {checkpoints.map((checkpoint) => {
            const { kind, epoch, metrics, bytes } = checkpoint;
            return (
              <li key={kind} data-tip={`${formatBytes(bytes)}: weights, optimizer, random state, place in the epoch`}>
                <Icon icon={kind === 'best' ? Star : History} className="t3" />
                <span className="grow">{kind === 'best' ? 'Best' : 'Last'}</span>
                <span className="t3">epoch {epoch}</span>
                <b className="num">{formatMetric(monitored(metrics, run.config.best)?.value)}</b>
                <IconButton
                  icon={GitBranch}
                  size="dense"
                  label={`Branch from the ${kind} checkpoint`}
                  onClick={() => setBranching(checkpoint)}
                />
              </li>
            );
          })}
          {checkpoints.length === 0 && <li className="t3">The first is written after the first epoch.</li>}
        </ul>
      </section>
      {branching && (
        <BranchDialog run={run} checkpoint={branching} onClose={() => setBranching(null)} onBranched={onBranched} />
      )}
      {detail && detail.bound.length > 0 && (
        <section aria-label="How data and network met">
          <h2>How data and network met</h2>
          {detail.bound.map((sentence) => (
            <p key={sentence} className="t2 selectable">
              {sentence}
            </p>
          ))}
        </section>
      )}
      <section aria-label="Settings">
        <h2>Settings</h2>
        <dl className={styles.settings}>
          {run.origin && (
            <>
              <dt>Begun with</dt>
              <dd>
                {run.origin.checkpoint} weights of run {run.origin.number}, epoch {run.origin.epoch}
              </dd>
            </>
          )}
          <dt>Optimizer</dt>
          <dd>
            {run.config.optimizer.name}, rate {run.config.optimizer.learningRate}
            {rateNow !== null && `, now ${rateNow}`}
          </dd>
          <dt>Epochs</dt>
          <dd>{formatInteger(run.config.epochs)}</dd>
          <dt>Batch size</dt>
          <dd>{formatInteger(run.config.batchSize)}</dd>
          {run.computing && (
            <>
              <dt>Computed</dt>
              <dd className="selectable">{computingWords(run.computing).join('; ')}</dd>
            </>
          )}
          <dt>Stop early</dt>
          <dd>{run.config.earlyStopping ? `after ${run.config.earlyStopping.patience} epochs without gain` : 'no'}</dd>
        </dl>
      </section>
    </aside>
  );
}

/** The learning rate that it has come to, where that isn't what it was begun with. */
function changedRate({ progress, config }: RunSummary): number | null {
  const now = progress?.learningRate ?? null;
  return now === null || now === config.optimizer.learningRate ? null : Number(now.toPrecision(3));
}
