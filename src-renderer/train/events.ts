import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { metricWords } from '#shared/training/metric-words.ts';

export interface RunHappening {
  readonly kind:
    | 'started'
    | 'best'
    | 'last'
    | 'early-stopping'
    | 'paused'
    | 'stopped'
    | 'interrupted'
    | 'failed'
    | 'done';
  readonly text: string;
  readonly at: string;
}

/** Whether a completed run ended before its planned epochs. */
export const stoppedEarly = (run: RunSummary): boolean =>
  run.state === 'completed' &&
  run.config.earlyStopping !== null &&
  run.progress !== null &&
  run.progress.epoch < run.config.epochs;

/** What happened to a run, newest first, as far as it is known. */
export function happeningsOf(run: RunSummary, checkpoints: RunDetail['checkpoints']): RunHappening[] {
  const epoch = run.progress?.epoch ?? 0;
  const at = `epoch ${epoch}`;
  const found: RunHappening[] = [];
  if (run.state === 'paused')
    found.push({ kind: 'paused', text: run.error ? 'Paused: the disk is full' : 'Paused, nothing is lost', at });
  if (run.state === 'interrupted') found.push({ kind: 'interrupted', text: 'Interrupted', at });
  if (run.state === 'failed') found.push({ kind: 'failed', text: 'Failed', at });
  if (run.state === 'stopped') found.push({ kind: 'stopped', text: 'Stopped by you', at });
  if (stoppedEarly(run)) {
    const { monitor, patience } = run.config.earlyStopping ?? { monitor: 'val_loss', patience: 0 };
    const words = metricWords(monitor);
    const what = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
    found.push({ kind: 'early-stopping', text: `${what} no better for ${patience} epochs`, at });
  } else if (run.state === 'completed') {
    found.push({ kind: 'done', text: 'All epochs trained', at });
  }
  const saved = [...checkpoints].sort((a, b) => b.epoch - a.epoch);
  for (const { kind, epoch: when } of saved) {
    found.push({ kind, text: kind === 'best' ? 'New best kept' : 'Checkpoint written', at: `epoch ${when}` });
  }
  if (run.state !== 'queued' && run.state !== 'preparing') {
    found.push({ kind: 'started', text: `Started${wayOfComputing(run)}`, at: 'epoch 1' });
  }
  return found;
}

/** Slower is told with its reason: a person can't see it otherwise. */
function wayOfComputing({ engine, engineReason }: Pick<RunSummary, 'engine' | 'engineReason'>): string {
  if (engine === 'graph') return ', replayed as a graph';
  return engineReason === null ? '' : `, computed operation by operation: ${engineReason}`;
}
