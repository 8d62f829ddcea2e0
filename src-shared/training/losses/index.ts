import type { z } from 'zod';
import { type Variant, variantFromConfig, variantSchema, variantToConfig } from '../../layers/variants.ts';
import { binaryCrossentropy } from './binary_crossentropy.ts';
import { binaryFocalCrossentropy } from './binary_focal_crossentropy.ts';
import { categoricalCrossentropy } from './categorical_crossentropy.ts';
import { categoricalFocalCrossentropy } from './categorical_focal_crossentropy.ts';
import { categoricalGeneralizedCrossEntropy } from './categorical_generalized_cross_entropy.ts';
import { categoricalHinge } from './categorical_hinge.ts';
import { circle } from './circle.ts';
import { cosineSimilarity } from './cosine_similarity.ts';
import { ctc } from './ctc.ts';
import { type LossDefinition, reduction } from './definition.ts';
import { dice } from './dice.ts';
import { giou } from './giou.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { iou } from './iou.ts';
import { klDivergence } from './kl_divergence.ts';
import { logCosh } from './log_cosh.ts';
import { meanAbsoluteError } from './mean_absolute_error.ts';
import { meanAbsolutePercentageError } from './mean_absolute_percentage_error.ts';
import { meanSquaredError } from './mean_squared_error.ts';
import { meanSquaredLogarithmicError } from './mean_squared_logarithmic_error.ts';
import { poisson } from './poisson.ts';
import { sparseCategoricalCrossentropy } from './sparse_categorical_crossentropy.ts';
import { squaredHinge } from './squared_hinge.ts';
import { tversky } from './tversky.ts';

/** Losses that train, the usual ones first; a new one is a file and a line here. */
export const losses = {
  categorical_crossentropy: categoricalCrossentropy,
  mean_squared_error: meanSquaredError,
  binary_crossentropy: binaryCrossentropy,
  mean_absolute_error: meanAbsoluteError,
  huber,
  log_cosh: logCosh,
  sparse_categorical_crossentropy: sparseCategoricalCrossentropy,
  categorical_focal_crossentropy: categoricalFocalCrossentropy,
  binary_focal_crossentropy: binaryFocalCrossentropy,
  categorical_generalized_cross_entropy: categoricalGeneralizedCrossEntropy,
  mean_absolute_percentage_error: meanAbsolutePercentageError,
  mean_squared_logarithmic_error: meanSquaredLogarithmicError,
  poisson,
  kl_divergence: klDivergence,
  cosine_similarity: cosineSimilarity,
  hinge,
  squared_hinge: squaredHinge,
  categorical_hinge: categoricalHinge,
  dice,
  tversky,
  circle,
  ctc,
  iou,
  giou,
} satisfies Record<string, LossDefinition>;

export type LossName = keyof typeof losses;
export const lossNames = Object.keys(losses) as LossName[];

export const getLoss = (name: LossName): LossDefinition => losses[name];

/** Settings of a loss, complete. */
export type LossSettings<Name extends LossName> = {
  readonly [Key in keyof (typeof losses)[Name]['settings']]: z.infer<(typeof losses)[Name]['settings'][Key]>;
};

/** A chosen loss: `{ name: 'huber', delta: 1, reduction: … }`. */
export type LossConfig = Variant & { readonly name: LossName; readonly reduction: z.infer<typeof reduction> };
/** `auto` follows the target and the activation. */
export type LossChoice = LossConfig | { readonly name: 'auto' };

const complete = Object.fromEntries(
  lossNames.map((name) => [name, { ...getLoss(name), settings: { ...getLoss(name).settings, reduction } }]),
);

export const lossConfig = variantSchema(complete) as unknown as z.ZodType<LossConfig>;
export const lossChoice = variantSchema({
  auto: { className: '', settings: {} },
  ...complete,
}) as unknown as z.ZodType<LossChoice>;

export const lossToKeras = (loss: LossConfig): unknown => variantToConfig(complete, 'losses', loss);
export const lossFromKeras = (value: unknown): unknown => variantFromConfig(complete, value);
