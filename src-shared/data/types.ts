import { z } from 'zod';

export const datasetKinds = ['images', 'table', 'text', 'audio', 'series', 'boxes', 'video'] as const;
export const datasetKind = z.enum(datasetKinds);
export type DatasetKind = z.infer<typeof datasetKind>;

/** Kinds that can be imported so far; graphs for the others can be made and looked at. */
export const importableKinds: readonly DatasetKind[] = ['images'];

export const splitName = z.enum(['train', 'validation', 'test']);
export type SplitName = z.infer<typeof splitName>;

export const columnSchema = z.object({
  name: z.string(),
  type: z.enum(['image', 'number', 'category', 'text', 'sequence', 'audio', 'video', 'boxes']),
  /** Of a category, in the order that class indices mean. */
  classes: z.array(z.string()).optional(),
});
export type Column = z.infer<typeof columnSchema>;

/** What a graph needs to know of the data it is bound to. */
export const datasetSchema = z.object({
  columns: z.array(columnSchema),
  samples: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
});
export type DatasetShape = z.infer<typeof datasetSchema>;

/** Percentages that add up to 100, e.g. 70/15/15. */
export const splitSpec = z
  .object({
    train: z.number().min(0).max(100),
    validation: z.number().min(0).max(100),
    test: z.number().min(0).max(100),
  })
  .refine(
    (split) => Math.abs(split.train + split.validation + split.test - 100) < 1e-9,
    'the three shares must add up to 100',
  );
export type SplitSpec = z.infer<typeof splitSpec>;

/** How a picture is brought to the size an input asks for. */
export const resizeRule = z.enum(['stretch', 'pad', 'crop']);
export type ResizeRule = z.infer<typeof resizeRule>;

/** A finding about a dataset's files: how many, and the first few by name. */
export const dataProblem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  count: z.number(),
  message: z.string(),
  examples: z.array(z.string()),
});
export type DataProblem = z.infer<typeof dataProblem>;
