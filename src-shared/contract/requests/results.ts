import { oc } from '@orpc/contract';
import { z } from 'zod';
import { splitName } from '../../data/types.ts';
import { metricValues } from '../../training/run.ts';
import { diskPath } from '../disk-path.ts';
import { reference } from './datasets.ts';

/** A 95 % Wilson interval. */
export const interval = z.object({ low: z.number(), high: z.number() });

export const classRow = z.object({
  label: z.string(),
  support: z.number(),
  predicted: z.number(),
  /** Null where it is undefined: no sample of the class, or none predicted. */
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
});

/** Fields of `strata evaluate --json` (fixed, DESIGN 9). */
export const evaluation = z.object({
  run: z.string(),
  split: splitName,
  samples: z.number(),
  checkpoint: z.enum(['best', 'last']),
  metrics: metricValues,
  accuracyInterval: interval.nullable(),
  /** Rows are the truth, columns the prediction. */
  confusion: z.object({ labels: z.array(z.string()), matrix: z.array(z.array(z.number())) }),
  perClass: z.array(classRow),
  /** Whether a recording was replayed, and if not, why. What was kept before it was told was computed. */
  engine: z.enum(['graph', 'eager']).default('eager'),
  engineReason: z.string().nullable().default(null),
});
export type Evaluation = z.infer<typeof evaluation>;

export const predictedSample = z.object({
  index: z.number().int(),
  path: z.string(),
  truth: z.string(),
  predicted: z.string(),
  /** Of the predicted class. */
  confidence: z.number(),
  /** What the network answered, in class order (`confusion.labels` of the evaluation). */
  scores: z.array(z.number()),
});

const answer = z.object({ predicted: z.string(), confidence: z.number() });
/** One of the pictures that two runs were asked about, and what each said. */
export const pairedPicture = z.object({
  index: z.number().int(),
  path: z.string(),
  truth: z.string(),
  a: answer,
  b: answer,
});
export type PairedPicture = z.infer<typeof pairedPicture>;

export const runComparison = z.object({
  a: z.string(),
  b: z.string(),
  split: splitName,
  /** Of the dataset that both were trained on. */
  version: z.string(),
  samples: z.number(),
  bothRight: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  bothWrong: z.number(),
  /** Accuracy of A minus accuracy of B, and its 95 % interval for paired samples (Newcombe). */
  difference: z.number(),
  interval,
  /** McNemar's test, mid-p, two-sided. */
  p: z.number(),
  /** Which only A got right, the surest disagreement first; at most 24. */
  onlyAPictures: z.array(pairedPicture),
  onlyBPictures: z.array(pairedPicture),
});
export type RunComparison = z.infer<typeof runComparison>;

export const prediction = z.object({
  input: z.string(),
  /** Per model output: class probabilities by label, or plain values. */
  outputs: z.record(z.string(), z.union([z.record(z.string(), z.number()), z.array(z.number())])),
  /** Of outputs that give pictures: how their values, row by row, are to be seen. */
  pictures: z
    .record(
      z.string(),
      z.object({
        height: z.number(),
        width: z.number(),
        channels: z.number(),
        /** Values of black and of full brightness. */
        black: z.number(),
        white: z.number(),
      }),
    )
    .default({}),
  milliseconds: z.number(),
});
export type Prediction = z.infer<typeof prediction>;

export const exportFormat = z.enum(['tfjs', 'saved-model', 'keras', 'onnx', 'python']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** Proof that the written files compute what Strata computes, by another process that only had the files. */
export const certificate = z.object({
  verified: z.boolean(),
  runtime: z.string(),
  samples: z.number(),
  maxAbsDifference: z.number().nullable(),
  /** Share of samples with the same top class. */
  agreement: z.number().nullable(),
  checkedAt: z.string(),
});
export type Certificate = z.infer<typeof certificate>;

const writtenFiles = z.array(z.object({ path: z.string(), bytes: z.number() }));

export const rememberedExport = z.object({
  format: exportFormat,
  folder: z.string(),
  files: writtenFiles,
  certificate,
  checkpointEpoch: z.number(),
  /** Written from the weights that the run would be exported with today. */
  isCurrent: z.boolean(),
  /** The folder is still there and holds this export. */
  present: z.boolean(),
});
export type RememberedExport = z.infer<typeof rememberedExport>;

export const resultsContract = {
  evaluate: oc.input(z.object({ run: reference, split: splitName.default('test') })).output(evaluation),
  /** The pictures behind one cell of the confusion matrix, most confident first. */
  cell: oc
    .input(z.object({ run: reference, split: splitName, truth: z.string(), predicted: z.string() }))
    .output(z.object({ version: z.string(), samples: z.array(predictedSample) })),
  /** Two runs on the same samples. Refused with CONFLICT where they were made with different dataset versions. */
  compare: oc.input(z.object({ a: reference, b: reference, split: splitName.default('test') })).output(runComparison),
  /** Picture files by path, or `.npy` tensors (one per model input). */
  predictFiles: oc
    .input(z.object({ run: reference, paths: z.array(diskPath).min(1).max(1000) }))
    .output(z.array(prediction)),
  /** One dropped or chosen picture. */
  predictPicture: oc.input(z.object({ run: reference, name: z.string(), data: z.instanceof(Blob) })).output(prediction),
  /** `.npy` tensors, one file per model input, to `.npy` files. */
  predictTensors: oc
    .input(z.object({ run: reference, inputs: z.array(diskPath).min(1).max(100), out: diskPath }))
    .output(z.object({ files: z.array(z.string()), milliseconds: z.number() })),
  /** Loads a run's model ahead of the first prediction; answers when it is ready. */
  warm: oc.input(z.object({ run: reference })).output(z.object({})),
  /** `out` null: a folder under the data folder's `exports`. */
  export: oc
    .input(z.object({ run: reference, format: exportFormat, out: diskPath.nullable() }))
    .output(z.object({ folder: z.string(), files: writtenFiles, certificate })),
  /** What was written from a run, newest first. */
  exports: oc.input(z.object({ run: reference })).output(z.array(rememberedExport)),
};
