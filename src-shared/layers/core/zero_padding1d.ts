import { zeroPadding } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Surrounds a sequence with zeros. */
export const zeroPadding1d = defineLayer({
  ...zeroPadding(1, 'ZeroPadding1D'),
  type: 'zero_padding1d',
  title: 'Zero padding 1D',
  alsoCalled: ['pad'],
  doc: {
    summary: 'Surrounds a sequence with zeros.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, channels)',
    formula: 'y = x with zeros before and after each axis',
    whenToUse: 'To control where a convolution looks beyond the border, or to bring two paths to one size.',
    commonMistake: 'Padding before every convolution: padding same does it without a layer.',
    source: 'https://keras.io/api/layers/reshaping_layers/zero_padding1d/',
  },
  next: ['conv1d'],
});
