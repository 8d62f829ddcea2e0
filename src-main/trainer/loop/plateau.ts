import type { TrainingState } from '#shared/training/checkpoint.ts';
import { isBetter, monitored } from '#shared/training/monitored.ts';
import type { MetricValues, Plateau } from '#shared/training/run.ts';

type Standing = TrainingState['plateau'];

/** What is left of a rate after the plateaus so far; never below the lowest, unless it began there. */
export function loweredRate(rule: Plateau | null, rate: number, { factor }: Standing): number {
  if (!rule || factor === 1) return rate;
  return Math.min(rate, Math.max(rate * factor, rule.lowest));
}

/** Keras's ReduceLROnPlateau: lowers the rate once a metric has stood still for `patience` epochs. */
export function afterEpoch(rule: Plateau, metrics: MetricValues, standing: Standing): Standing {
  const found = monitored(metrics, rule.monitor);
  const cooldown = Math.max(0, standing.cooldown - 1);
  const wait = standing.cooldown > 0 ? 0 : standing.wait;
  if (found && isBetter(found, standing.best)) return { ...standing, cooldown, best: found.value, wait: 0 };
  if (cooldown > 0) return { ...standing, cooldown, wait };
  if (wait + 1 < rule.patience) return { ...standing, cooldown, wait: wait + 1 };
  return { ...standing, cooldown: rule.cooldown, wait: 0, factor: standing.factor * rule.factor };
}
