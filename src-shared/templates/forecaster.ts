import type { Template } from './definition.ts';
import { GraphBuilder } from './layout.ts';

/** Two LSTMs read a window of a series; dense layers say what comes next. */
export const forecaster: Template = {
  id: 'forecaster',
  title: 'Forecaster (LSTM)',
  description: 'Reads the last 48 steps of a series, such as hours of a load or a temperature, and says the next one.',
  needs: 'series',
  build: () => {
    const graph = new GraphBuilder();
    graph.chain(
      null,
      ['input', { shape: [48, 1] }],
      ['lstm', { units: 64, return_sequences: true }],
      ['lstm', { units: 32 }],
      ['dense', { units: 32, activation: 'relu' }],
      ['dense', { units: 1 }],
      ['output', { activation: 'linear' }],
    );
    return graph.build();
  },
};
