import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** A small CNN and a row of numbers that meet before the end. */
export const pictureAndTable: Template = {
  id: 'picture-and-table',
  title: 'Picture and table',
  description: 'Two inputs: what a picture shows and what a row of numbers says, put together for one answer.',
  needs: 'table',
  build: (dataset, { pictureSize = 64 } = {}) => {
    const numbers = dataset?.columns.filter(({ type }) => type === 'number').length ?? 0;
    const graph = new GraphBuilder();
    const picture = graph.chain(
      null,
      ['input', { shape: [pictureSize, pictureSize, 3] }],
      ['rescaling', { scale: 1 / 255 }],
      ['conv2d', { filters: 16, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['max_pooling2d', {}],
      ['conv2d', { filters: 32, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['max_pooling2d', {}],
      ['conv2d', { filters: 64, kernel_size: [3, 3], padding: 'same', activation: 'relu' }],
      ['global_average_pooling2d', {}],
    );
    const table = graph.chainBeside(
      ['input', { shape: [Math.max(1, numbers || 8)] }],
      ['batch_normalization', {}],
      ['dense', { units: 32, activation: 'relu' }],
    );
    const both = graph.add('concatenate', {}, [picture, table]);
    graph.chain(
      both,
      ['dense', { units: 64, activation: 'relu' }],
      ['dropout', { rate: 0.3 }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
