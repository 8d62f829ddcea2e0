import { keras, type LossDefinition } from './definition.ts';

/** Class 0 is the blank, as in Keras; targets are padded with it. */
export const ctc = {
  name: 'ctc',
  title: 'CTC',
  description: 'For reading a sequence whose places are not marked, such as speech or handwriting.',
  formula: 'loss = −ln Σ p(every way to spell the target)',
  source: keras('probabilistic_losses'),
  className: 'CTC',
  settings: {},
  targets: ['text', 'sequence'],
  activations: ['linear'],
  values: 'any',
} as const satisfies LossDefinition;
