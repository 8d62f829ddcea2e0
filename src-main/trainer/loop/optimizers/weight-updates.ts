import type { OptimizerConfig } from '#shared/training/optimizers/index.ts';
import { recordUpdate } from '../../recorder/recorder.ts';
import { typeAttribute } from '../../runtime/kernels.ts';
import { tf } from '../../runtime/tf.ts';
import { clipGradients } from './clip.ts';
import { makeOptimizer } from './index.ts';
import { coefficient, type Optimizer, type Slot, slot, type Update } from './optimizer.ts';

/** One weight's part of a training step. */
export type WeightPart = Omit<Update, 'coefficients'>;

/**
 * A whole training step on the weights, around an optimizer: gradients are accumulated, clipped, weights decay, are
 * updated and averaged, in the order of Keras 3.
 */
export interface WeightUpdates {
  readonly slots: readonly Slot[];
  /** The slot by whose values the weights are validated and kept; null: as they are. */
  readonly evaluated: string | null;
  /** Whether this batch, counted from 0, changes the weights, or only adds to the gradients. */
  readonly isDue: (batch: number) => boolean;
  /** The numbers that a batch's step depends on, by name. */
  readonly coefficients: (batch: number, rate: number) => Readonly<Record<string, number>>;
  /** Called in a tidy; `due` is what `isDue` says. */
  readonly apply: (
    parts: readonly WeightPart[],
    coefficients: Readonly<Record<string, tf.Tensor>>,
    due: boolean,
  ) => void;
}

/** By plain operations; in a recording by the one that TensorFlow has for it. */
function applyOptimizer(optimizer: Optimizer, update: Update): void {
  const compute = () => optimizer.apply(update);
  const fused = optimizer.fused?.(update);
  const attributes = [typeAttribute('T', 'float32'), ...(fused?.attributes ?? [])];
  if (!fused || !recordUpdate({ ...fused, attributes, compute })) compute();
}

/** The slot of a weight's moving average. */
const AVERAGE = 'average';
const ACCUMULATOR = 'gradient_accumulator';

export function weightUpdates(config: OptimizerConfig): WeightUpdates {
  const optimizer = makeOptimizer(config);
  const { accumulate, averaging, clip, weightDecay } = config;
  const own = [...(accumulate > 1 ? [ACCUMULATOR] : []), ...(averaging === null ? [] : [AVERAGE])];

  const decayOf = optimizer.decay ?? (() => (weightDecay === null ? null : 'decay'));

  function collected(parts: readonly WeightPart[]): readonly WeightPart[] {
    if (accumulate === 1) return parts;
    return parts.map((part) => {
      const sum = slot(part, ACCUMULATOR);
      const gradient = sum.add(part.gradient).div(accumulate);
      sum.assign(tf.zerosLike(sum));
      return { ...part, gradient };
    });
  }

  return {
    slots: [...optimizer.slots, ...own.map((name) => ({ name, start: 0 }))],
    evaluated: averaging === null ? (optimizer.evaluated ?? null) : AVERAGE,
    isDue: (batch) => (batch + 1) % accumulate === 0,
    coefficients: (batch, rate) => {
      const updates = Math.floor(batch / accumulate);
      return {
        ...optimizer.coefficients({ step: updates + 1, rate }),
        ...(weightDecay === null ? {} : { decay: 1 - weightDecay * rate }),
        // Until the first update the average is the weight itself.
        ...(averaging === null ? {} : { averaging: updates === 0 ? 0 : averaging }),
      };
    },
    apply: (parts, coefficients, due) => {
      if (due) {
        const whole = collected(parts);
        for (const part of clip ? clipGradients(whole, clip) : whole) {
          const decay = decayOf(part);
          if (decay !== null) part.variable.assign(part.variable.mul(coefficient({ coefficients }, decay)));
          applyOptimizer(optimizer, { ...part, coefficients });
        }
      } else {
        for (const part of parts) {
          const sum = slot(part, ACCUMULATOR);
          sum.assign(sum.add(part.gradient));
        }
      }
      if (averaging === null) return;
      const kept = coefficient({ coefficients }, 'averaging');
      for (const part of parts) {
        const average = slot(part, AVERAGE);
        average.assign(average.mul(kept).add(part.variable.mul(tf.sub(1, kept))));
      }
    },
  };
}
