import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { CHANNELS_LAST, kerasForm } from '../keras-form.ts';
import { upSampling, upSamplingSize } from '../up-sampling.ts';

const params = z.object({
  size: upSamplingSize(2),
  interpolation: z.enum(['nearest', 'bilinear', 'bicubic']).default('nearest').meta({
    title: 'Interpolation',
    description: 'nearest repeats pixels; bilinear and bicubic blend neighbouring ones.',
  }),
});

/** Enlarges a picture by whole factors. */
export const upSampling2d = defineLayer({
  ...upSampling(2),
  type: 'up_sampling2d',
  title: 'Up-sampling 2D',
  alsoCalled: ['upsample', 'upsampling', 'enlarge', 'nearest'],
  params,
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
  // A blend of four pixels, or of sixteen.
  flops: (_inputs, { interpolation }, output) =>
    ({ nearest: 0, bilinear: 7, bicubic: 31 })[interpolation] * knownElements(output),
  keras: kerasForm('UpSampling2D', params, CHANNELS_LAST),
});
