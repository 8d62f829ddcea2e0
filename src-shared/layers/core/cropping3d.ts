import { cropping } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Cuts the border off a volume. */
export const cropping3d = defineLayer({
  ...cropping(3, 'Cropping3D'),
  type: 'cropping3d',
  title: 'Cropping 3D',
  doc: {
    summary: 'Cuts the border off a volume.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, channels)',
    formula: 'y = x without so much before and after each axis',
    whenToUse: 'To bring a larger path to the size of a smaller one before they are merged, as in U-Net.',
    commonMistake: 'Cropping away what the network should see.',
    source: 'https://keras.io/api/layers/reshaping_layers/cropping3d/',
  },
  next: ['concatenate', 'conv3d'],
});
