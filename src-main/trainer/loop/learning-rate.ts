import type { TrainingState } from '#shared/training/checkpoint.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { rateAt } from '#shared/training/schedules/index.ts';
import { loweredRate } from './plateau.ts';

/** The learning rate of a batch of the run, counted from 0: the schedule's, lowered by the plateaus so far. */
export function learningRate(
  { optimizer, schedule, plateau, epochs }: RunConfig,
  batch: number,
  stepsPerEpoch: number,
  standing: TrainingState['plateau'],
): number {
  const context = { rate: optimizer.learningRate, stepsPerEpoch, steps: stepsPerEpoch * epochs };
  return loweredRate(plateau, rateAt(schedule, batch, context), standing);
}
