import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { percent, trainingOnly } from '../dropout.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  drop_path_rate: z.number().min(0).max(0.99).default(0.1).meta({
    title: 'Rate',
    description: 'The share of samples whose whole branch is set to zero in each training step.',
  }),
});

/** Leaves out a residual branch for a random part of the samples; the class that ConvNeXt of Keras uses. */
export const stochasticDepth = defineLayer({
  ...trainingOnly,
  type: 'stochastic_depth',
  title: 'Stochastic depth',
  alsoCalled: ['drop path', 'droppath'],
  params,
  doc: {
    summary: 'Sets a random share of the samples to zero in each training step, each as a whole.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training, one mask value per sample; y = x afterwards',
    whenToUse: 'At the end of a residual branch, right before add: a deep network then trains as many shallower ones.',
    commonMistake: 'Putting it where nothing runs beside it: the sample is then lost altogether.',
    source: 'https://arxiv.org/abs/1603.09382',
  },
  next: ['add'],
  summary: ({ drop_path_rate }) => percent(drop_path_rate),
  inferShape: passesThrough,
  keras: { ...kerasForm('StochasticDepth', params), module: 'keras.src.applications.convnext' },
});
