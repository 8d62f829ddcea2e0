import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** Convolutions and poolings by turns, gentle augmentation, a small head: learns from a few hundred pictures. */
export const cnn: Template = {
  id: 'cnn',
  title: 'Picture classifier (CNN)',
  description:
    'A small convolutional network. The place to start with pictures: quick, and good from a few hundred on.',
  needs: 'images',
  build: (dataset, { pictureSize = 64 } = {}) => {
    const graph = new GraphBuilder();
    graph.chain(
      null,
      ['input', { shape: [pictureSize, pictureSize, 3] }],
      ['rescaling', { scale: 1 / 255 }],
      ['random_flip', { mode: 'horizontal' }],
      ['random_translation', { height_factor: 0.08, width_factor: 0.08, fill_mode: 'nearest' }],
      ['conv2d', { filters: 16, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['max_pooling2d', {}],
      ['conv2d', { filters: 32, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['max_pooling2d', {}],
      ['conv2d', { filters: 64, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['max_pooling2d', {}],
      ['flatten', {}],
      ['dropout', { rate: 0.4 }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
