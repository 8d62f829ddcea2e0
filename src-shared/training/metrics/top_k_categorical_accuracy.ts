import { isAmongTop, shareOf, trueClass } from './answers.ts';
import { defineMetric, keras } from './definition.ts';
import { k } from './settings.ts';

export const topKCategoricalAccuracy = defineMetric({
  name: 'top_k_categorical_accuracy',
  title: 'Top-k accuracy',
  description: 'Share of samples whose right class is among the k strongest.',
  source: keras('accuracy_metrics'),
  className: 'TopKCategoricalAccuracy',
  settings: { k },
  better: 'higher',
  targets: ['category'],
  values: 'several',
  stream: shareOf((batch, row, settings: { readonly k: number }) =>
    isAmongTop(batch, row, trueClass(batch, row), settings.k),
  ),
});
