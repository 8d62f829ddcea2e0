import { defineMetric, keras } from './definition.ts';
import { bestAtThresholds, demanded, shares, thresholdSettings } from './thresholds.ts';

export const precisionAtRecall = defineMetric({
  name: 'precision_at_recall',
  title: 'Precision at recall',
  description: 'The best precision at any threshold that still finds the demanded share of what is yes.',
  source: keras('classification_metrics'),
  className: 'PrecisionAtRecall',
  settings: { recall: demanded('Recall', 'What share of all that is yes has to be found.'), ...thresholdSettings },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: bestAtThresholds({
    best: shares.precision,
    where: shares.recall,
    limit: (settings: { readonly recall: number; readonly num_thresholds: number; readonly class_id: number | null }) =>
      settings.recall,
    needsNo: false,
  }),
});
