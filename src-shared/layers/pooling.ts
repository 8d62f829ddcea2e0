import { z } from 'zod';
import { formatPair } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference } from './definition.ts';
import { infers, withPicture } from './inference.ts';
import { paddingParam, pair } from './params.ts';
import { slide } from './spatial.ts';

/** Parameters of max and average pooling, which differ in nothing but the sum. */
export const poolingParams = z.object({
  pool_size: pair(1, 255)
    .default([2, 2])
    .meta({ title: 'Pool size', description: 'Height and width of the window that becomes one value.', unit: 'px' }),
  strides: pair(1, 255).nullable().default(null).meta({
    title: 'Strides',
    description: 'How far the window moves at a time; left empty, by its own size.',
    unit: 'px',
    whenEmpty: 'as the pool size',
  }),
  padding: paddingParam,
});
export type PoolingParams = z.infer<typeof poolingParams>;

export const poolingSummary = ({ pool_size, strides }: PoolingParams): string =>
  strides ? `${formatPair(pool_size)} · every ${formatPair(strides)}` : formatPair(pool_size);

export const inferPooling = (inputs: readonly SymbolicTensor[], params: PoolingParams): Inference =>
  withPicture(inputs, { otherwise: 'remove it' }, (picture) =>
    slide(
      picture,
      {
        size: params.pool_size,
        strides: params.strides ?? params.pool_size,
        dilation: [1, 1],
        padding: params.padding,
        sizeParam: 'pool_size',
      },
      picture.channels,
    ),
  );

export const poolingToConfig = (params: PoolingParams): Record<string, unknown> => ({
  pool_size: params.pool_size,
  strides: params.strides ?? params.pool_size,
  padding: params.padding,
  data_format: 'channels_last',
});

/** Keras writes the strides out even where they were left to follow the pool size. */
export function poolingFromConfig(config: Readonly<Record<string, unknown>>): z.input<typeof poolingParams> {
  const follows = JSON.stringify(config.strides) === JSON.stringify(config.pool_size);
  return {
    pool_size: config.pool_size,
    strides: follows ? null : config.strides,
    padding: config.padding as 'valid',
  };
}

/** Parameters of global pooling. */
export const globalPoolingParams = z.object({
  keepdims: z.boolean().default(false).meta({
    title: 'Keep dimensions',
    description: 'Gives a picture of 1 × 1 pixels instead of a row of values.',
    advanced: true,
  }),
});

export const inferGlobalPooling = (
  inputs: readonly SymbolicTensor[],
  { keepdims }: z.infer<typeof globalPoolingParams>,
): Inference =>
  withPicture(inputs, { otherwise: 'remove it' }, ({ channels }) =>
    infers({
      dims: keepdims
        ? [
            { size: 1, axis: 'height' },
            { size: 1, axis: 'width' },
            { size: channels, axis: 'channels' },
          ]
        : [{ size: channels, axis: 'features' }],
      dtype: 'float32',
    }),
  );

export const globalPoolingToConfig = ({ keepdims }: z.infer<typeof globalPoolingParams>): Record<string, unknown> => ({
  data_format: 'channels_last',
  keepdims,
});
