import type { Template } from './definition.ts';
import { GraphBuilder } from './layout.ts';

/** Convolutions that halve three times, a small code, and the way back to the picture. */
export const autoencoder: Template = {
  id: 'autoencoder',
  title: 'Autoencoder',
  description: 'Squeezes a picture into 64 numbers and draws it again from them. Learns from pictures without classes.',
  needs: 'images',
  build: (_dataset, { pictureSize = 64 } = {}) => {
    const graph = new GraphBuilder();
    // Three times halved and doubled again: the size must be a multiple of 8.
    const small = Math.max(1, Math.floor(pictureSize / 8));
    const convolution = { kernel_size: [3, 3], strides: [2, 2], padding: 'same', activation: 'relu' };
    graph.chain(
      null,
      ['input', { shape: [small * 8, small * 8, 3] }],
      ['rescaling', { scale: 1 / 255 }],
      ['conv2d', { ...convolution, filters: 16 }],
      ['conv2d', { ...convolution, filters: 32 }],
      ['conv2d', { ...convolution, filters: 64 }],
      ['flatten', {}],
      ['dense', { units: 64 }],
      ['dense', { units: small * small * 64, activation: 'relu' }],
      ['reshape', { target_shape: [small, small, 64] }],
      ['conv2d_transpose', { ...convolution, filters: 64 }],
      ['conv2d_transpose', { ...convolution, filters: 32 }],
      ['conv2d_transpose', { ...convolution, filters: 16 }],
      ['conv2d', { filters: 3, kernel_size: [3, 3], padding: 'same' }],
      ['output', { activation: 'sigmoid' }],
    );
    return graph.build();
  },
};
