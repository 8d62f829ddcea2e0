import type { StepSample } from '#shared/training/step-record.ts';

/** What the network gives each class, by its name. */
export const scoresOf = ({ scores }: StepSample): Readonly<Record<string, number>> =>
  Object.fromEntries(scores.map(({ label, value }) => [label, value ?? 0]));
