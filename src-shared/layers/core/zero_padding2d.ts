import { zeroPadding } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Surrounds a picture with zeros. */
export const zeroPadding2d = defineLayer({
  ...zeroPadding(2, 'ZeroPadding2D'),
  type: 'zero_padding2d',
  title: 'Zero padding 2D',
  alsoCalled: ['pad'],
  doc: {
    summary: 'Surrounds a picture with zeros.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels)',
    formula: 'y = x with zeros before and after each axis',
    whenToUse: 'To control where a convolution looks beyond the border, or to bring two paths to one size.',
    commonMistake: 'Padding before every convolution: padding same does it without a layer.',
    source: 'https://keras.io/api/layers/reshaping_layers/zero_padding2d/',
  },
  next: ['conv2d'],
});
