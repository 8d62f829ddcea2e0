import { classAxis } from '../losses/definition.ts';
import { defineMetric, keras } from './definition.ts';

/** Of the loss of the same name it is the opposite, as in Keras. */
export const cosineSimilarity = defineMetric({
  name: 'cosine_similarity',
  title: 'Cosine similarity',
  description: '1 where output and target point the same way, −1 where they point away from each other.',
  source: keras('regression_metrics'),
  className: 'CosineSimilarity',
  settings: { axis: classAxis },
  better: 'higher',
  targets: ['category', 'image'],
  step: { of: 'cosine_similarity', finish: (mean) => -mean },
});
