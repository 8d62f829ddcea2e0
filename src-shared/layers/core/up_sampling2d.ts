import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { infers, withPicture } from '../inference.ts';
import { pair } from '../params.ts';

const times = (size: number | null, factor: number): number | null => (size === null ? null : size * factor);

/** Enlarges a picture by whole factors. */
export const upSampling2d = defineLayer({
  type: 'up_sampling2d',
  title: 'Up-sampling 2D',
  family: 'core',
  arity: 'one',
  params: z.object({
    size: pair(1, 64)
      .default([2, 2])
      .meta({ title: 'Size', description: 'How many times higher and wider the picture gets.' }),
    interpolation: z.enum(['nearest', 'bilinear']).default('nearest').meta({
      title: 'Interpolation',
      description: 'nearest repeats pixels; bilinear blends neighbouring ones.',
    }),
  }),
  doc: {
    summary: 'Enlarges a picture by whole factors.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, height · rows, width · columns, channels)',
    formula: 'nearest: y[i, j, c] = x[⌊i / rows⌋, ⌊j / columns⌋, c]',
    whenToUse: 'To come back to the size of the input after poolings, as in autoencoders and segmentation.',
    commonMistake: 'Expecting lost details back: it adds pixels, not information. Convolve after it.',
    source: 'https://keras.io/api/layers/reshaping_layers/up_sampling2d/',
  },
  next: ['conv2d'],
  summary: ({ size: [rows, columns], interpolation }) => `${rows}×${columns} · ${interpolation}`,
  inferShape: (inputs, { size: [rows, columns] }) =>
    withPicture(inputs, {}, ({ tensor, height, width, channels }) =>
      infers({
        ...tensor,
        dims: [
          { size: times(height, rows), axis: 'height' },
          { size: times(width, columns), axis: 'width' },
          { size: channels, axis: 'channels' },
        ],
      }),
    ),
  weights: () => [],
  // A blend of four pixels.
  flops: (_inputs, { interpolation }, output) => (interpolation === 'bilinear' ? 7 * knownElements(output) : 0),
  keras: {
    className: 'UpSampling2D',
    toConfig: ({ size, interpolation }) => ({ size, data_format: 'channels_last', interpolation }),
    fromConfig: ({ size, interpolation }) => ({ size, interpolation: interpolation as 'nearest' }),
  },
});
