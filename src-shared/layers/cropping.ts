import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { fails, infers, type Spatial, type SpatialRank, spatialTensor, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';

/** How much is added or cut before and after an axis. */
type Ends = readonly [before: number, after: number];

const end = z.int().min(0).max(4096);
const ends = z.tuple([end, end]);

/** Before and after each axis, as Keras takes it: one number for all, or one for both ends of an axis. */
const endsOfAxes = (rank: 2 | 3) =>
  z.preprocess((value) => {
    const axes = typeof value === 'number' ? new Array<unknown>(rank).fill(value) : value;
    return Array.isArray(axes) ? axes.map((one) => (typeof one === 'number' ? [one, one] : one)) : axes;
  }, z.array(ends).length(rank));

const oneAxis = z.preprocess((value) => (typeof value === 'number' ? [value, value] : value), ends);

const parts = { 2: ['top, bottom', 'left, right'], 3: ['front, back', 'top, bottom', 'left, right'] } as const;

/** The sides of a sequence are two numbers, those of pictures and volumes two for each axis: Keras's own forms. */
const sidesParam = (rank: SpatialRank, title: string, description: string) =>
  rank === 1
    ? oneAxis.default([1, 1]).meta({ title, description, parts: ['start', 'end'] })
    : endsOfAxes(rank)
        .default(Array.from({ length: rank }, () => [1, 1] as [number, number]))
        .meta({ title, description, parts: [...parts[rank]] });

const sidesOf = (value: readonly number[] | readonly Ends[]): readonly Ends[] =>
  typeof value[0] === 'number' ? [value as unknown as Ends] : (value as readonly Ends[]);

const bothEnds = ([before, after]: Ends = [0, 0]): number => before + after;

const words = (value: readonly number[] | readonly Ends[]): string =>
  sidesOf(value)
    .map(([before, after]) => (before === after ? before : `${before}+${after}`))
    .join(' × ');

const resized = ({ rank, sizes, channels, tensor }: Spatial, change: (size: number, axis: number) => number) =>
  spatialTensor(
    rank,
    sizes.map((size, axis) => (size === null ? null : change(size, axis))),
    channels,
    tensor.dtype,
  );

/** What zero padding of 1 to 3 dimensions has in common. */
export function zeroPadding(rank: SpatialRank, className: string) {
  const params = z.object({
    padding: sidesParam(rank, 'Padding', 'How many zeros are added at each end of each axis.'),
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'core' as const,
    arity: 'one' as const,
    params,
    summary: ({ padding }: Params) => words(padding),
    inferShape: (inputs: readonly SymbolicTensor[], { padding }: Params) =>
      withSpatial(inputs, rank, {}, (spatial) => {
        const sides = sidesOf(padding);
        return infers(resized(spatial, (size, axis) => size + bothEnds(sides[axis])));
      }),
    weights: () => [],
    flops: () => 0,
    // One-dimensional padding has no data format in Keras.
    keras: kerasForm(className, params, rank === 1 ? {} : CHANNELS_LAST),
  };
}

/** What cropping of 1 to 3 dimensions has in common. */
export function cropping(rank: SpatialRank, className: string) {
  const params = z.object({
    cropping: sidesParam(rank, 'Cropping', 'How much is cut off at each end of each axis.'),
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'core' as const,
    arity: 'one' as const,
    params,
    summary: (values: Params) => words(values.cropping),
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSpatial(inputs, rank, {}, (spatial) => {
        const sides = sidesOf(values.cropping);
        const left = spatial.sizes.map((size, axis) => (size === null ? null : size - bothEnds(sides[axis])));
        if (left.every((size) => size === null || size >= 1)) {
          return infers(resized(spatial, (_size, axis) => left[axis] ?? 0));
        }
        const found = `${spatial.sizes.map((size) => size ?? '?').join(' × ')}`;
        return fails({
          code: 'crops-everything',
          severity: 'error',
          param: 'cropping',
          expected: `less than ${found}`,
          found: words(values.cropping),
          message: `cuts off ${words(values.cropping)} at each side, which leaves nothing of the ${found} from {input0}. Cut less.`,
        });
      }),
    weights: () => [],
    flops: () => 0,
    keras: kerasForm(className, params, rank === 1 ? {} : CHANNELS_LAST),
  };
}
