import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** A second of sound as a picture of pitches, and a small CNN that looks at it. */
export const soundClassifier: Template = {
  id: 'sound-classifier',
  title: 'Sound classifier',
  description: 'Turns a second of sound into a picture of its pitches and classifies that, such as spoken words.',
  needs: 'audio',
  build: (dataset) => {
    const graph = new GraphBuilder();
    let last = graph.chain(
      null,
      ['input', { shape: [16_000] }],
      ['mel_spectrogram', { fft_length: 1024, sequence_stride: 256, num_mel_bins: 64 }],
      ['reshape', { target_shape: [64, -1, 1] }],
      // Decibels lie far from zero.
      ['batch_normalization', {}],
    );
    for (const filters of [16, 32, 64]) {
      last = graph.block('conv_bn_relu', { filters }, [last]);
      last = graph.chain(last, ['max_pooling2d', {}]);
    }
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
