import { wilsonInterval } from '#shared/statistics/wilson-interval.ts';
import type { MetricPoint } from '#shared/training/run.ts';

export type Finding =
  | { readonly kind: 'diverged'; readonly step: number }
  | { readonly kind: 'overfitting'; readonly epoch: number }
  | { readonly kind: 'guessing'; readonly epochs: number };

/** Epochs that validation loss must have stayed above its lowest before anyone should worry. */
const PATIENCE = 4;
const RISE = 1.1;
const EARLY = 8;

/**
 * What the curves say that a person would want to be told, the gravest first. `guess` is what answering without looking
 * would reach: one over the number of classes.
 */
export function findingsOf(
  points: readonly MetricPoint[],
  guess: number | null,
  validationSamples: number | null,
): Finding[] {
  const findings: Finding[] = [];
  const diverged = points.find((point) => point.values.loss === null);
  if (diverged) findings.push({ kind: 'diverged', step: diverged.step });
  const epochs = points.filter((point) => point.scope === 'epoch');
  const overfitting = overfittingSince(epochs);
  if (overfitting !== null) findings.push({ kind: 'overfitting', epoch: overfitting });
  const last = epochs.at(-1)?.values.val_accuracy;
  if (epochs.length >= EARLY && guess !== null && validationSamples !== null && typeof last === 'number') {
    const best = Math.max(...epochs.map((point) => point.values.val_accuracy ?? 0));
    const interval = wilsonInterval(best, validationSamples);
    if (interval && interval.low <= guess) findings.push({ kind: 'guessing', epochs: epochs.length });
  }
  return findings;
}

/** The epoch of the lowest validation loss, where it has clearly risen since while training loss kept falling. */
function overfittingSince(epochs: readonly MetricPoint[]): number | null {
  let lowest: MetricPoint | null = null;
  for (const point of epochs) {
    const value = point.values.val_loss;
    if (
      typeof value === 'number' &&
      (lowest === null || value < (lowest.values.val_loss ?? Number.POSITIVE_INFINITY))
    ) {
      lowest = point;
    }
  }
  const last = epochs.at(-1);
  if (!lowest || !last || last.epoch - lowest.epoch < PATIENCE) return null;
  const recent = epochs.slice(-3).map((point) => point.values.val_loss ?? 0);
  const rose = recent.every((value) => value > (lowest?.values.val_loss ?? 0) * RISE);
  const fell = (last.values.loss ?? Number.POSITIVE_INFINITY) < (lowest.values.loss ?? 0);
  return rose && fell ? lowest.epoch : null;
}
