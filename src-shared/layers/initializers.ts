import { z } from 'zod';
import { type Variant, type VariantSpec, variantFromConfig, variantSchema, variantToConfig } from './variants.ts';

const number = (title: string, description: string, standard: number, min = -1000, max = 1000) =>
  z.number().min(min).max(max).default(standard).meta({ title, description });

const gain = number('Gain', 'What the matrix is multiplied by.', 1);
const mean = number('Mean', 'The middle of the distribution.', 0);
const stddev = number('Standard deviation', 'How far the values spread around the mean.', 0.05, 0);

/** Keras 3's initializers by their short names. */
const initializers = {
  glorot_uniform: { className: 'GlorotUniform', settings: {} },
  glorot_normal: { className: 'GlorotNormal', settings: {} },
  he_uniform: { className: 'HeUniform', settings: {} },
  he_normal: { className: 'HeNormal', settings: {} },
  lecun_uniform: { className: 'LecunUniform', settings: {} },
  lecun_normal: { className: 'LecunNormal', settings: {} },
  random_uniform: {
    className: 'RandomUniform',
    aliases: ['uniform'],
    settings: {
      minval: number('Lowest', 'The lowest value drawn.', -0.05),
      maxval: number('Highest', 'The highest value drawn.', 0.05),
    },
  },
  random_normal: { className: 'RandomNormal', aliases: ['normal'], settings: { mean, stddev } },
  truncated_normal: { className: 'TruncatedNormal', settings: { mean, stddev } },
  variance_scaling: {
    className: 'VarianceScaling',
    settings: {
      scale: number('Scale', 'What the variance is multiplied by.', 1, 1e-9),
      mode: z.enum(['fan_in', 'fan_out', 'fan_avg']).default('fan_in').meta({
        title: 'Mode',
        description: 'What the variance is divided by: the number of inputs, of outputs, or their mean.',
      }),
      distribution: z.enum(['truncated_normal', 'untruncated_normal', 'uniform']).default('truncated_normal').meta({
        title: 'Distribution',
        description: 'The shape of the distribution.',
      }),
    },
  },
  orthogonal: { className: 'Orthogonal', aliases: ['OrthogonalInitializer'], settings: { gain } },
  // Keras 3.15 leaves the gain of this one out of its config, so it has none here.
  identity: { className: 'Identity', aliases: ['IdentityInitializer'], settings: {} },
  constant: { className: 'Constant', settings: { value: number('Value', 'What every weight starts at.', 0) } },
  zeros: { className: 'Zeros', aliases: ['zero'], settings: {} },
  ones: { className: 'Ones', aliases: ['one'], settings: {} },
} satisfies Record<string, VariantSpec>;

export type InitializerName = keyof typeof initializers;
export const initializerNames = Object.keys(initializers) as InitializerName[];

const schema = variantSchema(initializers);

export const initializerParam = (title: string, standard: InitializerName) =>
  schema.default(schema.parse(standard)).meta({
    title,
    description: 'The distribution that the weights start from, before any training.',
    advanced: true,
  });

/** A Keras 3 serialised initializer. */
export const initializerToConfig = (value: unknown): unknown =>
  variantToConfig(initializers, 'initializers', schema.parse(value) as Variant);

export const initializerFromConfig = (value: unknown): unknown => variantFromConfig(initializers, value);
