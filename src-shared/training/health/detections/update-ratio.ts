import { type Evidence, median } from '../evidence.ts';
import type { HealthObservation } from '../observation.ts';

/** How much a step changes a layer, in the middle of all layers; null where nothing is known. */
export function typicalUpdate({ layers }: HealthObservation): number | null {
  const ratios = layers.flatMap(({ update }) => (update === null ? [] : [update]));
  return ratios.length === 0 ? null : median(ratios);
}

/** Of the last so many observations, where there are that many. */
export function lastUpdates({ observations }: Evidence, count: number): number[] | null {
  const found = observations.slice(-count).flatMap((observation) => typicalUpdate(observation) ?? []);
  return found.length < count ? null : found;
}
