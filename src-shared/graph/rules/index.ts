import type { Rule } from '../context.ts';
import { aboutArity } from './arity.ts';
import { aboutBatchOfOne } from './batch-of-one.ts';
import { aboutCycles } from './cycles.ts';
import { aboutData } from './data.ts';
import { aboutDropoutBeforeStatistics } from './dropout-before-statistics.ts';
import { aboutEdges } from './edges.ts';
import { aboutIdentity } from './identity.ts';
import { aboutLayers } from './layers.ts';
import { aboutLearningRate } from './learning-rate.ts';
import { aboutLinearStacks } from './linear-stack.ts';
import { aboutMasks } from './masks.ts';
import { aboutModelSize } from './model-size.ts';
import { aboutNothingToTrain } from './nothing-to-train.ts';
import { aboutRedundantBias } from './redundant-bias.ts';
import { aboutReluBeforeSoftmax } from './relu-before-softmax.ts';
import { aboutRoles } from './roles.ts';
import { aboutSaturatingStacks } from './saturating-stack.ts';
import { aboutSharing } from './sharing.ts';
import { aboutSoftmaxBeforeLogits } from './softmax-before-logits.ts';
import { aboutSoftmaxTwice } from './softmax-twice.ts';
import { aboutTargetSize } from './target-size.ts';
import { aboutUnknownLayers } from './unknown-layers.ts';
import { aboutUnscaledPictures } from './unscaled-pictures.ts';
import { aboutUnusedLayers } from './unused-layers.ts';

/** Everything that the analysis looks for; errors first, so that advice can wait until the graph is sound. */
export const rules: readonly Rule[] = [
  aboutIdentity,
  aboutUnknownLayers,
  aboutEdges,
  aboutCycles,
  aboutRoles,
  aboutArity,
  aboutSharing,
  aboutLayers,
  aboutData,
  aboutTargetSize,
  aboutUnusedLayers,
  aboutMasks,
  aboutSoftmaxTwice,
  aboutSoftmaxBeforeLogits,
  aboutReluBeforeSoftmax,
  aboutSaturatingStacks,
  aboutUnscaledPictures,
  aboutDropoutBeforeStatistics,
  aboutBatchOfOne,
  aboutRedundantBias,
  aboutLinearStacks,
  aboutNothingToTrain,
  aboutLearningRate,
  aboutModelSize,
];
