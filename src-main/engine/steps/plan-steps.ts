import { join } from 'node:path';
import type { StepSamples, StepWeights } from '#shared/contract/requests/steps.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import { getRun } from '../db/runs.ts';
import { checkpointFolder } from '../home.ts';
import { type Doing, planTraining, type TrainingPlan } from '../runs/plan-training.ts';

export interface StepsRequest {
  readonly project: string;
  readonly weights: StepWeights;
  readonly samples: StepSamples;
}

/** What a session steps through, all of it checked. */
export interface StepsPlan extends TrainingPlan {
  readonly checkpoint: string | null;
  readonly rows: readonly number[] | null;
}

const STEP_THROUGH: Doing = { next: 'step through it', cannot: "can't be stepped through yet" };

/** As a training would begin. */
export function planSteps(context: EngineContext, { project: reference, weights, samples }: StepsRequest): StepsPlan {
  const db = context.db.read;
  const plan = planTraining(db, { project: reference, dataset: null }, STEP_THROUGH);
  const total = plan.samples.train + plan.samples.validation + plan.samples.test;
  const rows = samples.kind === 'chosen' ? [...new Set(samples.indices)] : null;
  const missing = rows?.find((row) => row >= total);
  if (missing !== undefined) {
    const message = `"${plan.dataset.name}" has ${total} samples; there is no sample ${missing}.`;
    throw new AppError('BAD_INPUT', message, { samples: total });
  }
  return { ...plan, rows, ...start(context, plan.project, weights) };
}

/** With a run's weights come its settings: its optimizer remembers what they were. */
function start(
  context: EngineContext,
  project: { readonly id: string; readonly config: RunConfig },
  weights: StepWeights,
): Pick<StepsPlan, 'config' | 'checkpoint'> {
  if (weights.kind === 'fresh') return { config: project.config, checkpoint: null };
  const { run } = getRun(context.db.read, weights.run);
  const found = listCheckpoints(context.db.read, run.id).some(({ kind }) => kind === weights.checkpoint);
  if (run.projectId !== project.id || !found) {
    const message = found
      ? `Run ${run.number} belongs to another project.`
      : `Run ${run.number} has no ${weights.checkpoint} weights: they are saved after its first epoch.`;
    throw new AppError('NOT_FOUND', message, { run: run.id });
  }
  return { config: run.config, checkpoint: join(checkpointFolder(context.home, run.id), weights.checkpoint) };
}
