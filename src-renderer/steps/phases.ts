import type { StepRecord } from '#shared/training/step-record.ts';

export const phases = ['data', 'forward', 'loss', 'backward', 'update'] as const;
export type Phase = (typeof phases)[number];

export const phaseTitle: Readonly<Record<Phase, string>> = {
  data: 'Data',
  forward: 'Forward',
  loss: 'Loss',
  backward: 'Backward',
  update: 'Update',
};

/** One thing that happens to a batch, at one layer. */
export interface Step {
  readonly phase: Phase;
  readonly node: string;
}

/**
 * Everything that happens to a batch, in order: it goes in, through the layers to the loss, back through those that a
 * gradient reaches, and then every layer with weights to learn is changed.
 */
export function stepsOf(record: StepRecord): Step[] {
  const [input, ...rest] = record.nodes;
  const last = rest.at(-1) ?? input;
  if (!input || !last) return [];
  // The output's own gradient is part of the loss's: the way back begins at the layer before.
  const back = record.nodes.filter(({ gradient }) => gradient !== null).reverse();
  const learners = record.nodes.filter(({ weights }) => weights.some(({ trainable }) => trainable));
  return [
    { phase: 'data', node: input.node },
    ...rest.map(({ node }): Step => ({ phase: 'forward', node })),
    { phase: 'loss', node: last.node },
    ...back.map(({ node }): Step => ({ phase: 'backward', node })),
    ...learners.map(({ node }): Step => ({ phase: 'update', node })),
  ];
}

/** Layers at which the phase has happened, the current one included. */
export function reachedAt(steps: readonly Step[], at: number): Set<string> {
  const current = steps[at];
  if (!current) return new Set();
  const isForward = current.phase === 'data' || current.phase === 'forward' || current.phase === 'loss';
  const same = (step: Step): boolean =>
    isForward ? step.phase === 'data' || step.phase === 'forward' : step.phase === current.phase;
  return new Set(
    steps
      .slice(0, at + 1)
      .filter(same)
      .map(({ node }) => node),
  );
}

/** Where a click on a layer leads: the same phase at that layer, or the nearest phase that has it. */
export function stepAtNode(steps: readonly Step[], at: number, node: string): number {
  const phase = steps[at]?.phase;
  const places = steps.flatMap((step, index) => (step.node === node ? [index] : []));
  const same = places.find((index) => steps[index]?.phase === phase);
  if (same !== undefined) return same;
  return places.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? at;
}

/** Where each phase begins and ends. */
export function spansOf(steps: readonly Step[]): { phase: Phase; start: number; count: number }[] {
  return phases.flatMap((phase) => {
    const start = steps.findIndex((step) => step.phase === phase);
    const count = steps.filter((step) => step.phase === phase).length;
    return start < 0 ? [] : [{ phase, start, count }];
  });
}
