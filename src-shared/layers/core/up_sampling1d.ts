import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { upSampling } from '../up-sampling.ts';

const params = z.object({
  size: z.int().min(1).max(64).default(2).meta({
    title: 'Size',
    description: 'How many times each step is repeated.',
  }),
});

/** Enlarges a sequence by repeating its values. */
export const upSampling1d = defineLayer({
  ...upSampling(1),
  type: 'up_sampling1d',
  title: 'Up-sampling 1D',
  alsoCalled: ['upsample', 'upsampling'],
  params,
  doc: {
    summary: 'Enlarges a sequence by repeating its values.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, time · size, channels)',
    formula: 'y[i, c] = x[⌊i / size⌋, c]',
    whenToUse: 'In decoders, to come back to the size of the input after poolings.',
    commonMistake: 'Expecting lost details back: it adds values, not information. Convolve after it.',
    source: 'https://keras.io/api/layers/reshaping_layers/up_sampling1d/',
  },
  next: ['conv1d'],
  keras: kerasForm('UpSampling1D', params),
});
