import type { z } from 'zod';
import type { Column } from '../../data/types.ts';
import type { VariantSpec } from '../../layers/variants.ts';
import type { LossName } from '../losses/index.ts';

/** A batch as a metric looks at it: rows are samples, or the places of each where there are several. */
export interface MetricBatch {
  readonly rows: number;
  /** In whose order the rows come, each with all of its places. */
  readonly samples: number;
  /** Values that the output gives for a row. */
  readonly width: number;
  /** A class number for each row; null where the target has values of its own. */
  readonly classes: ArrayLike<number> | null;
  /** `rows` × `width` values that the output should have given; null where there are class numbers. */
  readonly targets: ArrayLike<number> | null;
  /** `rows` × `width` values after the output's activation. */
  readonly outputs: ArrayLike<number>;
}

/**
 * What a metric remembers between batches: plain numbers, so that a run that is taken up again goes on exactly. A metric
 * may make the list longer.
 */
export type MetricState = number[];

/** A metric that looks at outputs. */
export interface MetricStream<Settings> {
  readonly start: (width: number, settings: Settings) => MetricState;
  readonly update: (state: MetricState, batch: MetricBatch, settings: Settings) => void;
  /** Null while it is undefined. */
  readonly value: (state: MetricState, settings: Settings) => number | null;
}

/**
 * A metric that is a mean over samples of what the training step computes by itself: of a loss, or the share of right
 * answers. Nothing has to be read from the device for it but a number.
 */
export interface MetricOfStep {
  readonly of: LossName | 'matches';
  readonly finish?: (mean: number) => number;
}

type Shape = Readonly<Record<string, z.ZodType>>;
type Settings<Own extends Shape> = { readonly [Key in keyof Own]: z.infer<Own[Key]> };

/** A metric as people choose it. Names, settings and numbers are Keras's, where Keras has it. */
export interface MetricDefinition<Own extends Shape = Shape> extends VariantSpec {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
  readonly better: 'higher' | 'lower';
  /** Column types that it can judge. */
  readonly targets: readonly Column['type'][];
  /** How many values an output has to give for it: one, several, or any number where left out. */
  readonly values?: 'single' | 'several';
  readonly settings: Own;
  readonly step?: MetricOfStep;
  readonly stream?: MetricStream<Settings<Own>>;
}

/** Declares a metric; it only keeps the types of the settings through the definition. */
export const defineMetric = <Own extends Shape>(definition: MetricDefinition<Own>): MetricDefinition<Own> => definition;

/** The value that an output should have given. */
export function truthAt({ classes, targets, width }: MetricBatch, row: number, column: number): number {
  if (targets) return targets[row * width + column] ?? Number.NaN;
  const own = classes?.[row] ?? -1;
  return width === 1 ? own : Number(own === column);
}

export const keras = (page: string): string => `https://keras.io/api/metrics/${page}/`;
