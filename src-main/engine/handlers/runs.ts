import { implement } from '@orpc/server';
import { runsContract } from '#shared/contract/requests/runs.ts';
import type { EngineContext } from '../context.ts';
import { healthAfter, histogramsOf } from '../db/health.ts';
import { curvePoints } from '../db/metrics.ts';
import { getProject } from '../db/projects.ts';
import { getRun, listRuns } from '../db/runs.ts';
import { requireDevice } from '../doctor/require-device.ts';
import { branchRun } from '../runs/branch.ts';
import {
  extendRun,
  pauseRun,
  removeRun,
  renameRun,
  resumeRun,
  saveRun,
  setLearningRate,
  stopRun,
} from '../runs/commands.ts';
import { duplicateRun } from '../runs/duplicate.ts';
import { findingsOf } from '../runs/findings.ts';
import { startRun } from '../runs/start.ts';
import { runDetail, runSummary } from '../runs/summaries.ts';
import { watchRun } from '../runs/watch.ts';

export function runsRouter(context: EngineContext) {
  const { db } = context;
  const os = implement(runsContract);
  return {
    list: os.list.handler(({ input }) =>
      listRuns(db.read, input.project ? getProject(db.read, input.project).id : null).map((named) =>
        runSummary(context, named),
      ),
    ),
    get: os.get.handler(({ input }) => runDetail(context, getRun(db.read, input.run))),
    start: os.start.handler(async ({ input }) => {
      await requireDevice(input.config.device);
      return startRun(context, input);
    }),
    pause: os.pause.handler(({ input }) => pauseRun(context, input.run)),
    resume: os.resume.handler(({ input }) => resumeRun(context, input.run)),
    stop: os.stop.handler(({ input }) => stopRun(context, input.run, input.when)),
    save: os.save.handler(({ input }) => saveRun(context, input.run)),
    setLearningRate: os.setLearningRate.handler(({ input }) => setLearningRate(context, input.run, input.rate)),
    branch: os.branch.handler(({ input }) => branchRun(context, input)),
    extend: os.extend.handler(({ input }) => extendRun(context, input.run, input.epochs)),
    rename: os.rename.handler(({ input }) => renameRun(context, input.run, input.name)),
    duplicate: os.duplicate.handler(async ({ input }) => {
      if (input.config) await requireDevice(input.config.device);
      return duplicateRun(context, input.run, input.config);
    }),
    remove: os.remove.handler(async ({ input }) => {
      await removeRun(context, input.run);
      return {};
    }),
    points: os.points.handler(({ input }) => {
      const { run } = getRun(db.read, input.run);
      context.queue.active(run.id)?.flush();
      return { points: curvePoints(db.read, run.id, input.afterStep, input.limit) };
    }),
    health: os.health.handler(({ input }) => {
      const { run } = getRun(db.read, input.run);
      context.queue.active(run.id)?.flush();
      const found = healthAfter(db.read, run.id, input.afterStep, input.limit + 1);
      return { observations: found.slice(0, input.limit), more: found.length > input.limit };
    }),
    histograms: os.histograms.handler(({ input }) => ({
      steps: histogramsOf(db.read, getRun(db.read, input.run).run.id, input.node),
    })),
    findings: os.findings.handler(({ input }) => ({ findings: findingsOf(context, input.run) })),
    watch: os.watch.handler(({ input, signal }) => watchRun(context, getRun(db.read, input.run).run.id, signal)),
  };
}
