import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { getRun, insertRun, takeRunNumber } from '../db/runs.ts';
import { inherited } from './branch.ts';
import { requireDataset } from './require-dataset.ts';
import { runSummary } from './summaries.ts';

/**
 * Queues the same training as a new run: graph and dataset version as they were then, the same settings and seed, or
 * `config` in their place.
 */
export function duplicateRun(context: EngineContext, reference: string, config: RunConfig | null): RunSummary {
  const id = newId('run');
  const now = new Date().toISOString();
  const projectId = context.db.write((tx) => {
    const { run } = getRun(tx, reference);
    requireDataset(tx, run);
    insertRun(tx, {
      id,
      ...inherited(run),
      config: config ?? run.config,
      number: takeRunNumber(tx, run.projectId),
      state: 'queued',
      resume: false,
      metrics: {},
      seconds: 0,
      createdAt: now,
      queuedAt: now,
    });
    return run.projectId;
  });
  context.changes.emit({ kind: 'run', id, project: projectId });
  context.queue.kick();
  return runSummary(context, getRun(context.db.read, id));
}
