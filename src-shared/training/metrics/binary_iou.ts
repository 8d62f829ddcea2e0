import { defineMetric, keras, type MetricBatch, truthAt } from './definition.ts';
import { countAnswer, meanOverlap } from './overlap-of-classes.ts';
import { threshold } from './settings.ts';

export const binaryIou = defineMetric({
  name: 'binary_iou',
  title: 'Binary IoU',
  description: 'Overlap of a mask and its target by both together, as a mean over yes and no.',
  source: keras('segmentation_metrics'),
  className: 'BinaryIoU',
  settings: { threshold },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: {
    start: () => [0, 0, 0, 0],
    update: (state, batch: MetricBatch, settings) => {
      for (let index = 0; index < batch.rows * batch.width; index += 1) {
        const truth = truthAt(batch, Math.floor(index / batch.width), index % batch.width);
        countAnswer(state, 2, Math.trunc(truth), Number((batch.outputs[index] ?? 0) >= settings.threshold));
      }
    },
    value: (state) => meanOverlap(state, 2),
  },
});
