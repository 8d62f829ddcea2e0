import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { CHANNELS_LAST, kerasForm } from '../keras-form.ts';
import { upSampling, upSamplingSize } from '../up-sampling.ts';

const params = z.object({ size: upSamplingSize(3) });

/** Enlarges a volume by repeating its values. */
export const upSampling3d = defineLayer({
  ...upSampling(3),
  type: 'up_sampling3d',
  title: 'Up-sampling 3D',
  alsoCalled: ['upsample', 'upsampling'],
  params,
  doc: {
    summary: 'Enlarges a volume by repeating its values.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, depth · size, height · size, width · size, channels)',
    formula: 'y[i, j, k, c] = x[⌊i / size⌋, ⌊j / size⌋, ⌊k / size⌋, c]',
    whenToUse: 'In decoders, to come back to the size of the input after poolings.',
    commonMistake: 'Expecting lost details back: it adds values, not information. Convolve after it.',
    source: 'https://keras.io/api/layers/reshaping_layers/up_sampling3d/',
  },
  next: ['conv3d'],
  keras: kerasForm('UpSampling3D', params, CHANNELS_LAST),
});
