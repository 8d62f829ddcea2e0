import { defineMetric, keras } from './definition.ts';
import { fScore, scoreThreshold } from './f_beta_score.ts';
import { average } from './settings.ts';

export const f1Score = defineMetric({
  name: 'f1_score',
  title: 'F1',
  description: 'Precision and recall in one number, their harmonic mean.',
  source: keras('classification_metrics'),
  className: 'F1Score',
  settings: { average, threshold: scoreThreshold },
  better: 'higher',
  targets: ['category'],
  stream: fScore(() => 1),
});
