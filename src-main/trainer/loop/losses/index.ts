import type { LossName } from '#shared/training/losses/index.ts';
import { binaryCrossentropy } from './binary_crossentropy.ts';
import { binaryFocalCrossentropy } from './binary_focal_crossentropy.ts';
import { categoricalCrossentropy } from './categorical_crossentropy.ts';
import { categoricalFocalCrossentropy } from './categorical_focal_crossentropy.ts';
import { categoricalGeneralizedCrossEntropy } from './categorical_generalized_cross_entropy.ts';
import { categoricalHinge } from './categorical_hinge.ts';
import { circle } from './circle.ts';
import { cosineSimilarity } from './cosine_similarity.ts';
import { ctc } from './ctc.ts';
import { dice } from './dice.ts';
import { giou } from './giou.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { iou } from './iou.ts';
import { klDivergence } from './kl_divergence.ts';
import { logCosh } from './log_cosh.ts';
import type { LossFunction } from './loss.ts';
import { meanAbsoluteError } from './mean_absolute_error.ts';
import { meanAbsolutePercentageError } from './mean_absolute_percentage_error.ts';
import { meanSquaredError } from './mean_squared_error.ts';
import { meanSquaredLogarithmicError } from './mean_squared_logarithmic_error.ts';
import { poisson } from './poisson.ts';
import { sparseCategoricalCrossentropy } from './sparse_categorical_crossentropy.ts';
import { squaredHinge } from './squared_hinge.ts';
import { tversky } from './tversky.ts';

export const lossFunctions: { readonly [Name in LossName]: LossFunction<Name> } = {
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
};

/** The function of a loss; the single type of its settings is given up here. */
export const getLossFunction = (name: LossName): LossFunction => lossFunctions[name] as unknown as LossFunction;
