import { formatSizes } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { infers, type SpatialRank, spatialTensor, withSpatial } from './inference.ts';
import { each, sizes } from './params.ts';

const words = { title: 'Size', description: 'How many times larger the result gets along each axis.' };

export const upSamplingSize = (rank: SpatialRank) => sizes(rank, 1, 64).default(each(rank, 2)).meta(words);

/** What up-sampling of 1 to 3 dimensions has in common. Of a sequence, Keras takes the size as a bare number. */
export const upSampling = (rank: SpatialRank) => ({
  family: 'core' as const,
  arity: 'one' as const,
  inferShape: (inputs: readonly SymbolicTensor[], { size }: { readonly size: number | readonly number[] }) =>
    withSpatial(inputs, rank, {}, ({ tensor, sizes: lengths, channels }) => {
      const times = typeof size === 'number' ? [size] : size;
      const larger = lengths.map((length, axis) => (length === null ? null : length * (times[axis] ?? 1)));
      return infers(spatialTensor(rank, larger, channels, tensor.dtype));
    }),
  summary: ({ size }: { readonly size: number | readonly number[] }) =>
    `×${typeof size === 'number' ? size : formatSizes(size)}`,
  reach: ({ size }: { readonly size: number | readonly number[] }) =>
    (typeof size === 'number' ? [size] : size).map((times) => ({ size: 1, stride: 1 / times })),
  weights: () => [],
  flops: () => 0,
});
