import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, LayerFamily, WeightSpec } from './definition.ts';
import { fails, infers, spatialTensor, withPicture } from './inference.ts';

export const fillModeParam = z.enum(['reflect', 'wrap', 'constant', 'nearest']).default('reflect').meta({
  title: 'Fill mode',
  description: 'What appears beyond the border: the picture mirrored, repeated, one value, or its edge drawn out.',
});

export const fillValueParam = z.number().min(-1e6).max(1e6).default(0).meta({
  title: 'Fill value',
  description: 'The value beyond the border when the fill mode is constant.',
  advanced: true,
});

export const interpolationParam = z.enum(['bilinear', 'nearest']).default('bilinear').meta({
  title: 'Interpolation',
  description: 'bilinear blends neighbouring pixels; nearest repeats them.',
  advanced: true,
});

/** Augmentation changes pixels, never the shape. */
export const inferAugmentation = (inputs: readonly SymbolicTensor[]): Inference =>
  withPicture(inputs, {}, ({ tensor }) => infers({ ...tensor, dtype: 'float32' }));

/** Colours are red, green and blue; grey pictures have none to change. */
export const inferColours =
  (channels: readonly number[]) =>
  (inputs: readonly SymbolicTensor[]): Inference =>
    withPicture(inputs, {}, ({ tensor, channels: found }) => {
      if (channels.includes(found)) return infers({ ...tensor, dtype: 'float32' });
      return fails({
        code: 'wrong-channels',
        severity: 'error',
        expected: `${channels.join(' or ')} channels`,
        found: `${found}`,
        message: `needs pictures with ${channels.join(' or ')} channels (red, green, blue${channels.includes(1) ? '; or grey' : ''}); {input0} gives ${found}. Put it right after the input, or leave it out.`,
      });
    });

/** What all layers have that change pictures in training only. */
export const augments: {
  readonly family: LayerFamily;
  readonly arity: 'one';
  readonly trainingOnly: true;
  readonly inferShape: typeof inferAugmentation;
  readonly weights: () => readonly WeightSpec[];
  readonly flops: () => number;
} = {
  family: 'augmentation',
  arity: 'one',
  trainingOnly: true,
  inferShape: inferAugmentation,
  weights: () => [],
  flops: () => 0,
};

/** The shapes of a layer that keeps them. */
export const keepsPictures = { inputShape: '(batch, height, width, channels)', outputShape: 'as the input' } as const;

interface FactorOptions {
  readonly title: string;
  readonly description: string;
  readonly min: number;
  readonly max: number;
  /** The range that one number stands for: from -f to f, or from the least value, unless said. */
  readonly ofNumber?: (value: number) => readonly [number, number];
}

const asFactor =
  ({ min, ofNumber }: FactorOptions) =>
  (value: unknown) => {
    if (typeof value !== 'number') return value;
    return ofNumber?.(value) ?? [Math.max(-Math.abs(value), min), Math.abs(value)];
  };

const factorRange = ({ min, max }: FactorOptions) =>
  z
    .tuple([z.number().min(min).max(max), z.number().min(min).max(max)])
    .refine(([low, high]) => low <= high, { error: 'the first value must not be above the second' });

/** A range that is drawn from. */
export const factorParam = (options: FactorOptions & { readonly standard: readonly [number, number] }) =>
  z
    .preprocess(asFactor(options), factorRange(options))
    .default([...options.standard])
    .meta({ title: options.title, description: options.description });

/** The same, or none: null. */
export const optionalFactorParam = (options: FactorOptions & { readonly whenEmpty: string }) =>
  z.preprocess(asFactor(options), factorRange(options)).nullable().default(null).meta({
    title: options.title,
    description: options.description,
    whenEmpty: options.whenEmpty,
  });

export const valueRangeParam = z
  .tuple([z.number().min(-1e6).max(1e6), z.number().min(-1e6).max(1e6)])
  .refine(([low, high]) => low < high, { error: 'the first value must be below the second' })
  .default([0, 255])
  .meta({
    title: 'Value range',
    description: 'The smallest and largest pixel value. 0 to 1 after a rescaling by 1/255.',
  });

/** A range in a card's second line. */
export const rangeWords = ([low, high]: readonly [number, number], digits = 2): string =>
  `${Number(low.toFixed(digits))} to ${Number(high.toFixed(digits))}`;

/** The same in percent or degrees; a range around zero is `± f`. */
export function spreadWords([low, high]: readonly [number, number], scale: number, unit: string): string {
  const words = (value: number) => Number((value * scale).toPrecision(3));
  return low === -high ? `± ${words(high)}${unit}` : `${words(low)} to ${words(high)}${unit}`;
}

/** Keras keeps some ranges as they were given, and draws between their ends in either order. */
export const sortedRange = (range: unknown): [number, number] =>
  (Array.isArray(range) ? [...range].sort((one, other) => Number(one) - Number(other)) : range) as [number, number];

/** In Keras's config of every layer that changes pictures at random. */
export const drawnByKeras = { seed: null, data_format: 'channels_last' } as const;

const side = (title: string, description: string) =>
  z.int().min(1).max(4096).default(64).meta({ title, description, unit: 'px' });

export const cropSizes = {
  height: side('Height', 'Rows of the window.'),
  width: side('Width', 'Columns of the window.'),
};

/** Pictures of another size. */
export const inferCrop = (inputs: readonly SymbolicTensor[], size: { height: number; width: number }): Inference =>
  withPicture(inputs, {}, ({ channels }) => infers(spatialTensor(2, [size.height, size.width], channels)));
