import { classAxis, labelSmoothing } from '../losses/definition.ts';
import { defineMetric, keras } from './definition.ts';

/** Of KerasHub: the exponential of the mean crossentropy. */
export const perplexity = defineMetric({
  name: 'perplexity',
  title: 'Perplexity',
  description: 'Among how many equally likely classes the network seems to guess; 1 is certainty.',
  source: keras('probabilistic_metrics'),
  className: 'Perplexity',
  settings: { label_smoothing: labelSmoothing, axis: classAxis },
  better: 'lower',
  targets: ['category'],
  values: 'several',
  step: { of: 'categorical_crossentropy', finish: Math.exp },
});
