import { defineMetric, keras } from './definition.ts';
import { bestAtThresholds, demanded, shares, thresholdSettings } from './thresholds.ts';

export const recallAtPrecision = defineMetric({
  name: 'recall_at_precision',
  title: 'Recall at precision',
  description: 'The best recall at any threshold that keeps the demanded precision; 0 where none does.',
  source: keras('classification_metrics'),
  className: 'RecallAtPrecision',
  settings: {
    precision: demanded('Precision', 'What share of all that is taken for yes has to be right.'),
    ...thresholdSettings,
  },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: bestAtThresholds({
    best: shares.recall,
    where: shares.precision,
    limit: (settings: {
      readonly precision: number;
      readonly num_thresholds: number;
      readonly class_id: number | null;
    }) => settings.precision,
    needsNo: false,
  }),
});
