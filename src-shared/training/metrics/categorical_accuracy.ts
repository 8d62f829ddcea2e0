import { shareOf, strongest, trueClass } from './answers.ts';
import { defineMetric, keras } from './definition.ts';

export const categoricalAccuracy = defineMetric({
  name: 'categorical_accuracy',
  title: 'Categorical accuracy',
  description: 'Share of samples whose strongest class is the right one.',
  source: keras('accuracy_metrics'),
  className: 'CategoricalAccuracy',
  settings: {},
  better: 'higher',
  targets: ['category'],
  values: 'several',
  stream: shareOf((batch, row) => strongest(batch, row) === trueClass(batch, row)),
});
