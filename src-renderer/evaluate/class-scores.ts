import type { Prediction } from '#shared/contract/requests/results.ts';

/** Probabilities by class of the first output that has classes; null where the model answers with plain numbers. */
export function classScores({ outputs }: Prediction): Readonly<Record<string, number>> | null {
  for (const output of Object.values(outputs)) if (!Array.isArray(output)) return output;
  return null;
}
