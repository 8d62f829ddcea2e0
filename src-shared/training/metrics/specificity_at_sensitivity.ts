import { defineMetric, keras } from './definition.ts';
import { bestAtThresholds, demanded, shares, thresholdSettings } from './thresholds.ts';

export const specificityAtSensitivity = defineMetric({
  name: 'specificity_at_sensitivity',
  title: 'Specificity at sensitivity',
  description: 'The largest share of no that is taken for no at any threshold that finds the demanded share of yes.',
  source: keras('classification_metrics'),
  className: 'SpecificityAtSensitivity',
  settings: {
    sensitivity: demanded('Sensitivity', 'What share of all that is yes has to be found.'),
    ...thresholdSettings,
  },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: bestAtThresholds({
    best: shares.specificity,
    where: shares.recall,
    limit: (settings: {
      readonly sensitivity: number;
      readonly num_thresholds: number;
      readonly class_id: number | null;
    }) => settings.sensitivity,
    needsNo: true,
  }),
});
