import { defineMetric, keras } from './definition.ts';
import { classId, threshold } from './settings.ts';
import { countYesAndNo, ratio } from './yes-and-no.ts';

export const recall = defineMetric({
  name: 'recall',
  title: 'Recall',
  description: 'Of what is yes, the share that was found.',
  source: keras('classification_metrics'),
  className: 'Recall',
  settings: { threshold, class_id: classId },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: countYesAndNo(([tp, , fn]) => ratio(tp, tp + fn)),
});
