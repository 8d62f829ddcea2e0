import { z } from 'zod';

/** What can be said of all values of a tensor; null where there is no finite value. */
export const tensorSummary = z.object({
  /** Without the batch for what flows between layers; whole for weights. */
  shape: z.array(z.number().int()),
  /** Values that were looked at: of the whole batch. */
  count: z.number().int(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  std: z.number().nullable(),
  /** Euclidean length. */
  norm: z.number().nullable(),
  /** Share of the values that are exactly 0. */
  zeros: z.number(),
  /** How many are NaN or infinite; they are left out of everything else. */
  notFinite: z.number().int(),
  /** Counts in bins of equal width from `low` to `high`. */
  histogram: z.object({ low: z.number(), high: z.number(), counts: z.array(z.number().int()) }),
});
export type TensorSummary = z.infer<typeof tensorSummary>;

export const stepWeight = z.object({
  /** Keras's name, e.g. `kernel`. */
  name: z.string(),
  trainable: z.boolean(),
  before: tensorSummary,
  after: tensorSummary,
  delta: tensorSummary,
  /** Of the loss by this weight; null where nothing leads from it to the loss, and for what isn't trained. */
  gradient: tensorSummary.nullable(),
  /** Length of the change by length of the weight before; null where the weight was all zeros. */
  ratio: z.number().nullable(),
  /** The single number that changed most. */
  largest: z.object({ index: z.array(z.number().int()), before: z.number(), after: z.number() }).nullable(),
});
export type StepWeight = z.infer<typeof stepWeight>;

export const stepNode = z.object({
  node: z.string(),
  /** What the layer gave, in training mode. */
  forward: tensorSummary,
  /** Channels or units that were 0 for the whole batch, of how many. */
  silent: z.object({ units: z.number().int(), of: z.number().int() }),
  /** Of the mean loss by what the layer gave; null where no weight lies before it, so that none was computed. */
  gradient: tensorSummary.nullable(),
  weights: z.array(stepWeight),
});
export type StepNode = z.infer<typeof stepNode>;

export const stepSample = z.object({
  /** Position in the dataset version. */
  index: z.number().int(),
  truth: z.string(),
  loss: z.number().nullable(),
  predicted: z.string(),
  /** The highest outputs, highest first, and the true class's. */
  scores: z.array(z.object({ label: z.string(), value: z.number().nullable() })),
});
export type StepSample = z.infer<typeof stepSample>;

/** All that one batch did on its way through the network and back. */
export const stepRecord = z.object({
  /** Counts from 0 in this session. */
  batch: z.number().int(),
  /** The earliest batch that one can go back to. */
  earliest: z.number().int(),
  /** Where the training stands: whole epochs behind, and batches behind in this one, before the step. */
  epoch: z.number().int(),
  batchInEpoch: z.number().int(),
  /** The run's step, from 1. */
  step: z.number().int(),
  /** As the schedule has it at this step. */
  learningRate: z.number(),
  count: z.number().int(),
  /** Mean over the batch. */
  loss: z.number().nullable(),
  /** How many answers were right; null where there are no classes. */
  correct: z.number().int().nullable(),
  /** The first of the batch, as many as can be looked at one by one. */
  samples: z.array(stepSample),
  /** Sources first. */
  nodes: z.array(stepNode),
});
export type StepRecord = z.infer<typeof stepRecord>;

/** Most tiles in one answer; with `PIXELS` it bounds an answer's bytes. */
export const MOST_TILES = 64;

/** Which of a node's tensors is looked at. */
export const stepPart = z.enum(['activation', 'gradient', 'weights']);
export type StepPart = z.infer<typeof stepPart>;

/**
 * A tensor made visible. `tiles`: `shown` grey pictures of `height` × `width` bytes, 0 at `low` and 255 at `high`, all on
 * the same scale; larger ones are averaged down. `strip`: `shown` values as float32.
 */
export const tensorView = z.object({
  kind: z.enum(['tiles', 'strip']),
  shape: z.array(z.number().int()),
  low: z.number(),
  high: z.number(),
  total: z.number().int(),
  shown: z.number().int(),
  height: z.number().int(),
  width: z.number().int(),
  /** For volumes: which slice is shown. */
  slice: z.object({ at: z.number().int(), of: z.number().int() }).nullable(),
  data: z.instanceof(Blob),
});
export type TensorView = z.infer<typeof tensorView>;

/** Named `activation` or `gradient`; of weights `<name>/before`, `/after`, `/delta` and `/gradient`. */
export const namedViews = z.object({ views: z.array(z.object({ name: z.string(), view: tensorView })) });
export type NamedViews = z.infer<typeof namedViews>;
