import { defineLayer } from '../define.ts';
import { transposedConvolution } from '../transposed-convolution.ts';

/** Enlarges a sequence by trainable patterns: a convolution run backwards. */
export const conv1dTranspose = defineLayer({
  ...transposedConvolution(1, 'Conv1DTranspose'),
  type: 'conv1d_transpose',
  title: 'Conv1D transpose',
  alsoCalled: ['deconvolution', 'convolution transposed', 'upsample'],
  doc: {
    summary:
      'Lays a trainable pattern at each point of a sequence, weighted by its values, and adds up where they overlap.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, filters)',
    formula: 'y = activation(Σ over i of kernel · x[i], laid at i · stride, + bias)',
    whenToUse:
      'In decoders, autoencoders and segmentation, to come back to a larger size with weights that are learned.',
    commonMistake: 'A kernel size that the strides don’t divide: overlaps then differ and leave a checkerboard.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution1d_transpose/',
  },
  next: ['batch_normalization', 'activation', 'conv1d'],
});
