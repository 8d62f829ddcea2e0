import { defineMetric, keras } from './definition.ts';
import { bestAtThresholds, demanded, shares, thresholdSettings } from './thresholds.ts';

export const sensitivityAtSpecificity = defineMetric({
  name: 'sensitivity_at_specificity',
  title: 'Sensitivity at specificity',
  description: 'The largest share of yes that is found at any threshold that keeps the demanded share of no.',
  source: keras('classification_metrics'),
  className: 'SensitivityAtSpecificity',
  settings: {
    specificity: demanded('Specificity', 'What share of all that is no has to be taken for no.'),
    ...thresholdSettings,
  },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: bestAtThresholds({
    best: shares.recall,
    where: shares.specificity,
    limit: (settings: {
      readonly specificity: number;
      readonly num_thresholds: number;
      readonly class_id: number | null;
    }) => settings.specificity,
    needsNo: true,
  }),
});
