import { join } from 'node:path';
import type { TrainedModel } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import type { RunRow } from '../db/runs.ts';
import { checkpointFolder } from '../home.ts';

/** The weights that a run is judged by. */
export interface ChosenModel {
  readonly kind: 'best' | 'last';
  readonly epoch: number;
  /** With the run's id it names these weights: an evaluation of another step is outdated. */
  readonly step: number;
  readonly model: TrainedModel;
}

/** The best checkpoint; the last one where nothing tells which is best. */
export function chooseModel(context: EngineContext, run: RunRow): ChosenModel {
  const checkpoints = listCheckpoints(context.db.read, run.id);
  const chosen =
    checkpoints.find((checkpoint) => checkpoint.kind === 'best') ??
    checkpoints.find((checkpoint) => checkpoint.kind === 'last');
  if (!chosen) {
    throw new AppError(
      'NOT_FOUND',
      `Run ${run.number} is ${run.state} and has no trained weights yet: the first are saved after its first epoch.`,
      { run: run.id, state: run.state },
    );
  }
  const checkpoint = join(checkpointFolder(context.home, run.id), chosen.kind);
  return { kind: chosen.kind, epoch: chosen.epoch, step: chosen.step, model: { graph: run.graph, checkpoint } };
}
