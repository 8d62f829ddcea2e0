import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** Words as vectors, read from both ends. */
export const textClassifier: Template = {
  id: 'text-classifier',
  title: 'Text classifier (LSTM)',
  description: 'Reads a text from both ends with an LSTM each and says what it is about, or how it is meant.',
  needs: 'text',
  build: (dataset) => {
    const graph = new GraphBuilder();
    graph.chain(
      null,
      ['input', { shape: [128] }],
      ['embedding', { input_dim: 10_000, output_dim: 64, mask_zero: true }],
      ['bidirectional', { layer: { type: 'lstm', params: { units: 64 } } }],
      ['dropout', { rate: 0.3 }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
