import { zeroPadding } from '../cropping.ts';
import { defineLayer } from '../define.ts';

/** Surrounds a volume with zeros. */
export const zeroPadding3d = defineLayer({
  ...zeroPadding(3, 'ZeroPadding3D'),
  type: 'zero_padding3d',
  title: 'Zero padding 3D',
  alsoCalled: ['pad'],
  doc: {
    summary: 'Surrounds a volume with zeros.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, channels)',
    formula: 'y = x with zeros before and after each axis',
    whenToUse: 'To control where a convolution looks beyond the border, or to bring two paths to one size.',
    commonMistake: 'Padding before every convolution: padding same does it without a layer.',
    source: 'https://keras.io/api/layers/reshaping_layers/zero_padding3d/',
  },
  next: ['conv3d'],
});
