import { defineLayer } from '../define.ts';
import { dropoutForm, percent } from '../dropout.ts';
import { kerasForm } from '../keras-form.ts';
import { noiseShapeParam, noiseSuffix, passesNoise } from '../noise-shape.ts';

const form = dropoutForm('Dropout', 'values', {});
const params = form.params.extend({ noise_shape: noiseShapeParam });

/** Hides a random part of the values in each step of training. */
export const dropout = defineLayer({
  ...form,
  params,
  type: 'dropout',
  title: 'Dropout',
  alsoCalled: ['regularize'],
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
  summary: ({ rate, noise_shape }) => `${percent(rate)}${noiseSuffix(noise_shape)}`,
  inferShape: (inputs, { noise_shape }) => passesNoise(inputs, noise_shape),
  keras: kerasForm('Dropout', params, { seed: null }),
});
