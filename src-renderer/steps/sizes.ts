import type { StepNode, StepRecord } from '#shared/training/step-record.ts';

/** Six decades: what is a million times smaller than the largest is as good as nothing. */
const DECADES = 6;

/** How large a layer's gradient is beside the network's largest, on a logarithmic scale: 0…1. */
export function gradientLevel(record: StepRecord, { gradient }: StepNode): number {
  const largest = Math.max(...record.nodes.map((node) => node.gradient?.norm ?? 0));
  const norm = gradient?.norm ?? 0;
  if (norm <= 0 || largest <= 0) return 0;
  return Math.max(0.02, 1 + Math.log10(norm / largest) / DECADES);
}

/** How far a layer's largest weight (its kernel, mostly) moved, as a share of its length. */
export function updateRatio({ weights }: StepNode): number | null {
  const learnt = weights.filter(({ trainable, ratio }) => trainable && ratio !== null);
  const largest = learnt.sort((a, b) => b.before.count - a.before.count)[0];
  return largest?.ratio ?? null;
}

/** Typical size of one number of a gradient: its length must not depend on how many there are. */
export const typicalGradient = ({ weights }: StepNode): number | null => {
  const sums = weights.flatMap(({ gradient }) =>
    gradient?.norm == null ? [] : [{ squares: gradient.norm ** 2, count: gradient.count }],
  );
  const count = sums.reduce((total, sum) => total + sum.count, 0);
  return count === 0 ? null : Math.sqrt(sums.reduce((total, { squares }) => total + squares, 0) / count);
};
