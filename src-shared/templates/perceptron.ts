import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** Dense layers alone: the simplest network, to learn by and to compare with. */
export const perceptron: Template = {
  id: 'perceptron',
  title: 'Perceptron',
  description: 'Dense layers on the bare pixels. The simplest network: a baseline that every other should beat.',
  needs: 'images',
  build: (dataset, { pictureSize = 32 } = {}) => {
    const graph = new GraphBuilder();
    graph.chain(
      null,
      ['input', { shape: [pictureSize, pictureSize, 3] }],
      ['rescaling', { scale: 1 / 255 }],
      ['flatten', {}],
      ['dense', { units: 128, activation: 'relu' }],
      ['dropout', { rate: 0.3 }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
