import { cropping } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Cuts the border off a sequence. */
export const cropping1d = defineLayer({
  ...cropping(1, 'Cropping1D'),
  type: 'cropping1d',
  title: 'Cropping 1D',
  doc: {
    summary: 'Cuts the border off a sequence.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, channels)',
    formula: 'y = x without so much before and after each axis',
    whenToUse: 'To bring a larger path to the size of a smaller one before they are merged, as in U-Net.',
    commonMistake: 'Cropping away what the network should see.',
    source: 'https://keras.io/api/layers/reshaping_layers/cropping1d/',
  },
  next: ['concatenate', 'conv1d'],
});
