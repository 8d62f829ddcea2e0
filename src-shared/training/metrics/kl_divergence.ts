import { defineMetric, keras } from './definition.ts';

export const klDivergence = defineMetric({
  name: 'kl_divergence',
  title: 'KL divergence',
  description: 'How far the predicted distribution is from the true one.',
  source: keras('probabilistic_metrics'),
  className: 'KLDivergence',
  settings: {},
  better: 'lower',
  targets: ['category', 'image'],
  step: { of: 'kl_divergence' },
});
