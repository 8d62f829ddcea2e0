import type { StepNode, StepRecord, TensorSummary } from '#shared/training/step-record.ts';

/** A tensor of which only what a test is about matters. */
export const summaryOf = (changes: Partial<TensorSummary> = {}): TensorSummary => ({
  shape: [4, 4, 8],
  count: 128,
  min: 0,
  max: 2,
  mean: 0.5,
  std: 0.25,
  norm: 3,
  zeros: 0,
  notFinite: 0,
  histogram: { low: 0, high: 2, counts: [1, 2, 1] },
  ...changes,
});

export const nodeOf = (node: string, changes: Partial<StepNode> = {}): StepNode => ({
  node,
  forward: summaryOf(),
  silent: { units: 0, of: 8 },
  gradient: null,
  weights: [],
  ...changes,
});

/** A layer with one weight, whose gradient and change have these lengths. */
export const learnerOf = (node: string, gradient: number, ratio = 0.001): StepNode =>
  nodeOf(node, {
    gradient: summaryOf({ norm: gradient }),
    weights: [
      {
        name: 'kernel',
        trainable: true,
        before: summaryOf({ shape: [3, 3, 3, 8] }),
        after: summaryOf(),
        delta: summaryOf({ norm: 3 * ratio }),
        gradient: summaryOf({ norm: gradient }),
        ratio,
        largest: { index: [2, 0, 1, 7], before: 0.0512, after: 0.0502 },
      },
    ],
  });

export const recordOf = (nodes: readonly StepNode[], changes: Partial<StepRecord> = {}): StepRecord => ({
  batch: 0,
  earliest: 0,
  epoch: 0,
  batchInEpoch: 0,
  step: 1,
  learningRate: 0.001,
  count: 32,
  loss: 1.02,
  correct: 14,
  samples: [
    {
      index: 5,
      truth: 'cat',
      loss: 1.171,
      predicted: 'dog',
      scores: [
        { label: 'dog', value: 0.69 },
        { label: 'cat', value: 0.31 },
      ],
    },
  ],
  nodes: [...nodes],
  ...changes,
});
