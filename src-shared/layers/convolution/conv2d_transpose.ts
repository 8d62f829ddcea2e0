import { defineLayer } from '../define.ts';
import { transposedConvolution } from '../transposed-convolution.ts';

/** Enlarges a picture by trainable patterns: a convolution run backwards. */
export const conv2dTranspose = defineLayer({
  ...transposedConvolution(2, 'Conv2DTranspose'),
  type: 'conv2d_transpose',
  title: 'Conv2D transpose',
  alsoCalled: ['deconvolution', 'convolution transposed', 'upsample'],
  doc: {
    summary:
      'Lays a trainable pattern at each point of a picture, weighted by its values, and adds up where they overlap.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, filters)',
    formula: 'y = activation(Σ over i of kernel · x[i], laid at i · stride, + bias)',
    whenToUse:
      'In decoders, autoencoders and segmentation, to come back to a larger size with weights that are learned.',
    commonMistake: 'A kernel size that the strides don’t divide: overlaps then differ and leave a checkerboard.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution2d_transpose/',
  },
  next: ['batch_normalization', 'activation', 'conv2d'],
});
