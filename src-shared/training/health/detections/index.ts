import type { Evidence } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { deadLayer } from './dead_layer.ts';
import { explodingGradient } from './exploding_gradient.ts';
import { guessing } from './guessing.ts';
import { lossStuck } from './loss_stuck.ts';
import { nonFinite } from './non_finite.ts';
import { overfitting } from './overfitting.ts';
import { saturation } from './saturation.ts';
import { updatesTooLarge } from './updates_too_large.ts';
import { updatesTooSmall } from './updates_too_small.ts';
import { vanishingGradient } from './vanishing_gradient.ts';

/** All that is looked for, the gravest first. */
export const detections = [
  nonFinite,
  explodingGradient,
  deadLayer,
  vanishingGradient,
  saturation,
  updatesTooLarge,
  updatesTooSmall,
  lossStuck,
  guessing,
  overfitting,
] as const;

/** What a finding already says in better words. */
const covers: Partial<Record<Finding['code'], readonly Finding['code'][]>> = {
  non_finite: ['exploding_gradient', 'updates_too_large'],
  exploding_gradient: ['updates_too_large'],
  dead_layer: ['loss_stuck', 'guessing', 'vanishing_gradient', 'updates_too_small'],
  vanishing_gradient: ['loss_stuck', 'guessing', 'updates_too_small'],
  saturation: ['loss_stuck', 'guessing'],
  updates_too_large: ['loss_stuck', 'guessing'],
  updates_too_small: ['guessing'],
  loss_stuck: ['guessing'],
};

/** Everything that is wrong with a training as far as it is known, each fault once. */
export function diagnose(evidence: Evidence): Finding[] {
  const found = detections.flatMap(({ code, detect }): Finding[] => {
    const result = detect(evidence);
    return result ? [{ code, ...result }] : [];
  });
  const covered = new Set(found.flatMap(({ code }) => covers[code] ?? []));
  return found.filter(({ code }) => !covered.has(code));
}
