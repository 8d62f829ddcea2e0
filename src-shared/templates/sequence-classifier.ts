import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** Two GRUs over the steps of a measurement. */
export const sequenceClassifier: Template = {
  id: 'sequence-classifier',
  title: 'Sequence classifier (GRU)',
  description: 'Reads measurements step by step, such as movements of a phone, and says what they are.',
  needs: 'series',
  build: (dataset) => {
    const graph = new GraphBuilder();
    graph.chain(
      null,
      ['input', { shape: [128, 3] }],
      ['gru', { units: 64, return_sequences: true }],
      ['dropout', { rate: 0.2 }],
      ['gru', { units: 64 }],
      ['dropout', { rate: 0.2 }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
