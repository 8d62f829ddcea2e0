import type { LossConfig } from '#shared/training/losses/index.ts';
import { AppError } from '#shared/util/app-error.ts';
import { applyActivation } from '../../layers/activations.ts';
import { detached } from '../../runtime/detached.ts';
import type { tf } from '../../runtime/tf.ts';
import { addParts, type TargetPart } from '../mixed-targets.ts';
import { oneHot } from './class-axis.ts';
import { getLossFunction } from './index.ts';

export interface Compared {
  /** Of each sample, and of each place where there are several; a single one where the loss looks at all together. */
  readonly losses: tf.Tensor;
  /** Which of them count; null: all. */
  readonly mask: tf.Tensor | null;
}

/** What an output is compared with, and how. */
export interface ComparedOutput {
  readonly name: string;
  readonly activation: string;
  readonly loss: LossConfig;
  /** Its targets are class numbers. */
  readonly isCategory: boolean;
}

/**
 * A loss as training computes it: of what enters the output's activation, where that is exact, and of what comes out of
 * it otherwise.
 */
export function compileLoss(output: ComparedOutput): (logits: tf.Tensor, parts: readonly TargetPart[]) => Compared {
  const { name, ...settings } = output.loss;
  const { compute, fromLogits, takes, mask } = getLossFunction(name);
  const isRaw = settings.from_logits === true;
  if (isRaw && output.activation !== 'linear') {
    const message = `${output.name}: its loss expects logits; set its activation to linear, or “from logits” off.`;
    throw new AppError('GRAPH_INVALID', message, { node: output.name });
  }
  return (logits, parts) => {
    const exact = fromLogits && (isRaw || fromLogits.activation === output.activation) ? fromLogits : null;
    const lossesOf = (truth: tf.Tensor): tf.Tensor =>
      exact
        ? exact.compute(truth, logits, settings)
        : compute(truth, applyActivation(output.activation, logits), settings);
    if (takes === 'class-numbers') {
      // A loss of class numbers is linear in what they stand for: mixed targets give mixed losses.
      const losses = addParts(parts, lossesOf);
      const [own] = parts;
      return { losses, mask: (own && mask?.(own.target, settings, detached(losses))) ?? null };
    }
    const truth = addParts(parts, (target) => asValues(target, logits, output.isCategory));
    const losses = lossesOf(truth);
    return { losses, mask: mask?.(truth, settings, detached(losses)) ?? null };
  };
}

/** A target in the output's shape: a value for each class, or the class number itself where there is one value. */
export function asValues(target: tf.Tensor, output: tf.Tensor, isCategory: boolean): tf.Tensor {
  if (!isCategory) return target.rank === output.rank ? target : target.reshape(output.shape);
  const width = output.shape.at(-1) ?? 1;
  return width === 1 ? target.cast('float32').reshape(output.shape) : oneHot(target, width);
}
