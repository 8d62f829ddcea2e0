import { z } from 'zod';
import { formatShape, formatSizes } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { knownElements } from '../shapes/tensors.ts';
import { reachOf } from './convolution.ts';
import { infers, type SpatialRank, spatialTensor, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';
import { each, paddingParam, sizes } from './params.ts';
import { slide } from './spatial.ts';

const product = (values: readonly number[]): number => values.reduce((all, size) => all * size, 1);

/** What max and average pooling of 1 to 3 dimensions have in common: they differ in nothing but the sum. */
export function pooling(rank: SpatialRank, className: string) {
  const params = z.object({
    pool_size: sizes(rank, 1, 255)
      .default(each(rank, 2))
      .meta({ title: 'Pool size', description: 'Extent of the window that becomes one value.', unit: 'px' }),
    strides: sizes(rank, 1, 255).nullable().default(null).meta({
      title: 'Strides',
      description: 'How far the window moves at a time; left empty, by its own size.',
      unit: 'px',
      whenEmpty: 'as the pool size',
    }),
    padding: paddingParam,
  });
  type Params = z.infer<typeof params>;
  const form = kerasForm(className, params, CHANNELS_LAST);
  return {
    family: 'pooling' as const,
    arity: 'one' as const,
    params,
    summary: ({ pool_size, strides }: Params) =>
      strides ? `${formatSizes(pool_size)} · every ${formatSizes(strides)}` : formatSizes(pool_size),
    narrate: ([input]: readonly SymbolicTensor[], { pool_size }: Params, output: SymbolicTensor) =>
      `makes one value of each ${formatSizes(pool_size)} window, so ${input ? formatShape(input) : 'the input'} becomes ${formatShape(output)}`,
    inferShape: (inputs: readonly SymbolicTensor[], { pool_size, strides, padding }: Params) =>
      withSpatial(inputs, rank, { otherwise: 'remove it' }, (spatial) => {
        const window = { size: pool_size, strides: strides ?? pool_size, dilation: each(rank, 1), padding };
        return slide(spatial, { ...window, sizeParam: 'pool_size' }, spatial.channels);
      }),
    reach: ({ pool_size, strides }: Params) => reachOf(pool_size, strides ?? pool_size),
    weights: () => [],
    flops: (_inputs: readonly SymbolicTensor[], { pool_size }: Params, output: SymbolicTensor) =>
      knownElements(output) * product(pool_size),
    keras: {
      className,
      toConfig: (values: Params) => form.toConfig({ ...values, strides: values.strides ?? values.pool_size }),
      // Keras writes the strides out even where they were left to follow the pool size.
      fromConfig: (config: Readonly<Record<string, unknown>>) => {
        const follows = JSON.stringify(config.strides) === JSON.stringify(config.pool_size);
        return form.fromConfig(follows ? { ...config, strides: null } : config);
      },
    },
  };
}

/** What global pooling of 1 to 3 dimensions has in common. */
export function globalPooling(rank: SpatialRank, className: string) {
  const params = z.object({
    keepdims: z
      .boolean()
      .default(false)
      .meta({
        title: 'Keep dimensions',
        description: `Keeps an extent of 1 along ${rank === 1 ? 'the sequence' : 'each axis'} instead of giving a row of values.`,
        advanced: true,
      }),
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'pooling' as const,
    arity: 'one' as const,
    params,
    summary: ({ keepdims }: Params) => (keepdims ? each(rank, 1).join(' × ') : ''),
    narrate: ([input]: readonly SymbolicTensor[], _params: Params, output: SymbolicTensor) =>
      `makes one number of each channel of ${input ? formatShape(input) : 'the input'}: ${formatShape(output)}`,
    inferShape: (inputs: readonly SymbolicTensor[], { keepdims }: Params) =>
      withSpatial(inputs, rank, { otherwise: 'remove it' }, ({ channels }) =>
        infers(
          keepdims
            ? spatialTensor(rank, each(rank, 1), channels)
            : { dims: [{ size: channels, axis: 'features' }], dtype: 'float32' },
        ),
      ),
    reach: () => 'all' as const,
    weights: () => [],
    flops: (inputs: readonly SymbolicTensor[]) => (inputs[0] ? knownElements(inputs[0]) : 0),
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}

/** What adaptive pooling of 1 to 3 dimensions has in common: its windows follow from the size that should come out. */
export function adaptivePooling(rank: SpatialRank, className: string) {
  const params = z.object({
    output_size: sizes(rank, 1, 4096)
      .default(each(rank, 1))
      .meta({ title: 'Output size', description: 'How many values come out along each axis, whatever goes in.' }),
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'pooling' as const,
    arity: 'one' as const,
    params,
    summary: ({ output_size }: Params) => formatSizes(output_size),
    inferShape: (inputs: readonly SymbolicTensor[], { output_size }: Params) =>
      withSpatial(inputs, rank, { otherwise: 'remove it' }, ({ channels }) =>
        infers(spatialTensor(rank, output_size, channels)),
      ),
    reach: () => 'all' as const,
    weights: () => [],
    // Each value of the input is in one window, or in two where windows overlap.
    flops: (inputs: readonly SymbolicTensor[], _params: Params, output: SymbolicTensor) =>
      Math.max(inputs[0] ? knownElements(inputs[0]) : 0, knownElements(output)),
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}
