import { z } from 'zod';
import { type Variant, type VariantSpec, variantFromConfig, variantSchema, variantToConfig } from './variants.ts';

const axis = z
  .preprocess((value) => (typeof value === 'number' ? [value] : value), z.array(z.int().min(-8).max(7)).min(1).max(8))
  .default([0])
  .meta({
    title: 'Axis',
    description: 'Along which axes a norm is taken: 0 for a dense kernel, 0, 1, 2 for that of a 2D convolution.',
    control: 'shape',
  });

const bound = (title: string, description: string, standard: number) =>
  z.number().min(0).max(1e6).default(standard).meta({ title, description });

/** Keras 3's rules that weights are brought back to after every step, by their short names. */
const constraints = {
  max_norm: {
    className: 'MaxNorm',
    settings: { max_value: bound('Highest norm', 'Longer weight vectors are shortened to it.', 2), axis },
  },
  min_max_norm: {
    className: 'MinMaxNorm',
    settings: {
      min_value: bound('Lowest norm', 'Shorter weight vectors are lengthened to it.', 0),
      max_value: bound('Highest norm', 'Longer weight vectors are shortened to it.', 1),
      rate: z.number().min(0).max(1).default(1).meta({
        title: 'Rate',
        description: 'How much of the way is gone in each step; 1 enforces the rule at once.',
      }),
      axis,
    },
  },
  unit_norm: { className: 'UnitNorm', settings: { axis } },
  non_neg: { className: 'NonNeg', settings: {} },
} satisfies Record<string, VariantSpec>;

const schema = variantSchema(constraints);

export const constraintParam = (title: string) =>
  schema.nullable().default(null).meta({
    title,
    description: 'What these weights are brought back to after every training step.',
    advanced: true,
    whenEmpty: 'none',
  });

export const constraintToConfig = (value: unknown): unknown =>
  variantToConfig(constraints, 'constraints', value as Variant | null);

export const constraintFromConfig = (value: unknown): unknown => variantFromConfig(constraints, value);
