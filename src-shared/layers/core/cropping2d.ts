import { cropping } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Cuts the border off a picture. */
export const cropping2d = defineLayer({
  ...cropping(2, 'Cropping2D'),
  type: 'cropping2d',
  title: 'Cropping 2D',
  doc: {
    summary: 'Cuts the border off a picture.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels)',
    formula: 'y = x without so much before and after each axis',
    whenToUse: 'To bring a larger path to the size of a smaller one before they are merged, as in U-Net.',
    commonMistake: 'Cropping away what the network should see.',
    source: 'https://keras.io/api/layers/reshaping_layers/cropping2d/',
  },
  next: ['concatenate', 'conv2d'],
});
