import { defineLayer } from '../define.ts';
import { transposedConvolution } from '../transposed-convolution.ts';

/** Enlarges a volume by trainable patterns: a convolution run backwards. */
export const conv3dTranspose = defineLayer({
  ...transposedConvolution(3, 'Conv3DTranspose'),
  type: 'conv3d_transpose',
  title: 'Conv3D transpose',
  alsoCalled: ['deconvolution', 'convolution transposed', 'upsample'],
  doc: {
    summary:
      'Lays a trainable pattern at each point of a volume, weighted by its values, and adds up where they overlap.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, filters)',
    formula: 'y = activation(Σ over i of kernel · x[i], laid at i · stride, + bias)',
    whenToUse:
      'In decoders, autoencoders and segmentation, to come back to a larger size with weights that are learned.',
    commonMistake: 'A kernel size that the strides don’t divide: overlaps then differ and leave a checkerboard.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution3d_transpose/',
  },
  next: ['batch_normalization', 'activation', 'conv3d'],
});
