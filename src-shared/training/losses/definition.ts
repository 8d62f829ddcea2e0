import { z } from 'zod';
import type { Column } from '../../data/types.ts';
import type { VariantSpec } from '../../layers/variants.ts';

/** A loss as people choose it; the trainer has the computation under the same name. Settings are Keras's, by its names. */
export interface LossDefinition extends VariantSpec {
  /** Keras's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Of one sample, for people. */
  readonly formula: string;
  readonly source: string;
  /** Column types that it can learn. */
  readonly targets: readonly Column['type'][];
  /** Activations of the output that it makes sense with, the usual one first. */
  readonly activations: readonly string[];
  /**
   * What the output says of a class: a value for `each` class; `each`, or a `single` value where there are two; or `any`
   * number of values, as an embedding has. Each is the rule.
   */
  readonly values?: 'each' | 'single' | 'any';
}

/** Activations that an output may have. */
export const outputActivations = ['softmax', 'sigmoid', 'linear', 'tanh', 'relu', 'softplus', 'exponential'] as const;

/** Of losses that compare numbers with numbers. */
export const forNumbers = {
  targets: ['number', 'image', 'category'],
  activations: ['linear', 'sigmoid', 'softmax', 'tanh', 'relu', 'softplus', 'exponential'],
} as const;

export const reduction = z
  .enum(['sum_over_batch_size', 'sum', 'mean_with_sample_weight'])
  .default('sum_over_batch_size')
  .meta({
    title: 'Reduction',
    description: 'How the losses of a batch become one number: their mean, their sum, or their mean by sample weight.',
  });

export const labelSmoothing = z.number().min(0).max(1).default(0).meta({
  title: 'Label smoothing',
  description: 'Moves this share of the certainty to the other classes; 0.1 keeps a network from being too sure.',
});

export const fromLogits = z.boolean().default(false).meta({
  title: 'From logits',
  description: 'The output gives raw values without an activation; set its activation to linear then.',
});

export const classAxis = z.int().min(-8).max(8).default(-1).meta({
  title: 'Class axis',
  description: 'The dimension that the classes lie along; -1 is the last.',
});

export const focus = z.number().min(0).max(10).default(2).meta({
  title: 'Gamma',
  description: 'How much less a sample counts that is already right; 0 is plain crossentropy.',
});

export const balance = z.number().min(0).max(1).default(0.25).meta({
  title: 'Alpha',
  description: 'The weight of the rarer side.',
});

export const keras = (page: string): string => `https://keras.io/api/losses/${page}/`;
