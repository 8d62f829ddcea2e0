import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** A residual block: two convolutions, and a way past them, so that depth does not stand in the way of learning. */
function residualBlock(graph: GraphBuilder, from: string, filters: number, strides: number): string {
  const convolution = { filters, kernel_size: [3, 3], padding: 'same', use_bias: false };
  const last = graph.chain(
    from,
    ['conv2d', { ...convolution, strides: [strides, strides] }],
    ['batch_normalization', { momentum: 0.9 }],
    ['activation', { activation: 'relu' }],
    ['conv2d', convolution],
    ['batch_normalization', { momentum: 0.9 }],
  );
  // The way past must bring the same shape: a 1×1 convolution where channels or size change.
  const past = graph.add('conv2d', { filters, kernel_size: [1, 1], strides: [strides, strides] }, [from], 'beside');
  const sum = graph.add('add', {}, [last, past]);
  return graph.add('activation', { activation: 'relu' }, [sum]);
}

/** Three residual blocks on a small stem. */
export const residualCnn: Template = {
  id: 'residual-cnn',
  title: 'Residual picture classifier',
  description: 'A deeper network with ways past its blocks. Slower than the CNN, better with some thousand pictures.',
  needs: 'images',
  build: (dataset, { pictureSize = 64 } = {}) => {
    const graph = new GraphBuilder();
    let last = graph.chain(
      null,
      ['input', { shape: [pictureSize, pictureSize, 3] }],
      ['rescaling', { scale: 1 / 255 }],
      ['random_flip', { mode: 'horizontal' }],
      ['random_translation', { height_factor: 0.08, width_factor: 0.08, fill_mode: 'nearest' }],
      ['conv2d', { filters: 16, kernel_size: [3, 3], strides: [2, 2], padding: 'same', use_bias: false }],
      ['batch_normalization', { momentum: 0.9 }],
      ['activation', { activation: 'relu' }],
    );
    for (const filters of [16, 32, 64]) last = residualBlock(graph, last, filters, 2);
    graph.chain(
      last,
      ['global_average_pooling2d', {}],
      ['dropout', { rate: 0.3 }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
