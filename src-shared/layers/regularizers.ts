import { z } from 'zod';
import { type Variant, type VariantSpec, variantFromConfig, variantSchema, variantToConfig } from './variants.ts';

const factor = (title: string, description: string, standard: number) =>
  z.number().min(0).max(1000).default(standard).meta({ title, description });

/** Keras 3's penalties that are added to the loss, by their short names. */
const regularizers = {
  l1: { className: 'L1', settings: { l1: factor('L1', 'Weight of the sum of absolute values.', 0.01) } },
  l2: { className: 'L2', settings: { l2: factor('L2', 'Weight of the sum of squares.', 0.01) } },
  l1_l2: {
    className: 'L1L2',
    settings: {
      l1: factor('L1', 'Weight of the sum of absolute values.', 0),
      l2: factor('L2', 'Weight of the sum of squares.', 0),
    },
  },
  orthogonal_regularizer: {
    className: 'OrthogonalRegularizer',
    settings: {
      factor: factor('Factor', 'Weight of the mean product of each two rows, or columns, of a matrix.', 0.01),
      mode: z.enum(['rows', 'columns']).default('rows').meta({
        title: 'Mode',
        description: 'Whether rows or columns should point in different directions.',
      }),
    },
  },
} satisfies Record<string, VariantSpec>;

const schema = variantSchema(regularizers);

export const regularizerParam = (title: string, of: string) =>
  schema
    .nullable()
    .default(null)
    .meta({
      title,
      description: `A penalty on ${of} that is added to the loss, which keeps them small.`,
      advanced: true,
      whenEmpty: 'none',
    });

/** The parameter `activity_regularizer`, which every layer of Keras has. */
export const activityRegularizerParam = regularizerParam('Activity regularizer', 'the values that come out');

export const regularizerToConfig = (value: unknown): unknown =>
  variantToConfig(regularizers, 'regularizers', value as Variant | null);

export const regularizerFromConfig = (value: unknown): unknown => variantFromConfig(regularizers, value);
