import { defineLayer } from '../define.ts';
import { dropoutForm } from '../dropout.ts';

/** Hides a random part of the values in each step of training. */
export const dropout = defineLayer({
  ...dropoutForm('Dropout', 'values', { noise_shape: null }),
  type: 'dropout',
  title: 'Dropout',
  shortcut: 'o',
  doc: {
    summary: 'Sets a random share of the values to zero in each training step, so that no single one is relied on.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training; y = x afterwards',
    whenToUse: 'Before the last dense layers, when training accuracy runs far ahead of validation accuracy.',
    commonMistake: 'Putting it right before batch normalization: the statistics gathered in training are then off.',
    source: 'https://keras.io/api/layers/regularization_layers/dropout/',
  },
  next: ['dense', 'conv2d'],
});
