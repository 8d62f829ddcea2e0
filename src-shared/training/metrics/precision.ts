import { defineMetric, keras } from './definition.ts';
import { classId, threshold } from './settings.ts';
import { countYesAndNo, ratio } from './yes-and-no.ts';

export const precision = defineMetric({
  name: 'precision',
  title: 'Precision',
  description: 'Of what was taken for yes, the share that is.',
  source: keras('classification_metrics'),
  className: 'Precision',
  settings: { threshold, class_id: classId },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: countYesAndNo(([tp, fp]) => ratio(tp, tp + fp)),
});
