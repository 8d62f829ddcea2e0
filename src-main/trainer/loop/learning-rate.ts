import type { TrainingState } from '#shared/training/checkpoint.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { rateAt } from '#shared/training/schedules/index.ts';
import { loweredRate } from './plateau.ts';

/** The learning rate of the next step: the schedule's, lowered by the plateaus so far. */
export function learningRate(
  { optimizer, schedule, plateau, epochs }: RunConfig,
  stepsPerEpoch: number,
  { step, baseRate, plateau: standing }: Pick<TrainingState, 'step' | 'baseRate' | 'plateau'>,
): number {
  const context = { rate: baseRate ?? optimizer.learningRate, stepsPerEpoch, steps: stepsPerEpoch * epochs };
  return loweredRate(plateau, rateAt(schedule, step, context), standing);
}
