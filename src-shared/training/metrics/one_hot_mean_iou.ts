import { strongest, trueClass } from './answers.ts';
import { defineMetric, keras, type MetricBatch } from './definition.ts';
import { countAnswer, meanOverlap } from './overlap-of-classes.ts';

/** Keras's OneHotMeanIoU of the strongest classes; with class numbers as targets its MeanIoU gives the same. */
export const oneHotMeanIou = defineMetric({
  name: 'one_hot_mean_iou',
  title: 'Mean IoU',
  description: 'Overlap of what is of a class and what was taken for it, by both together, as a mean over the classes.',
  source: keras('segmentation_metrics'),
  className: 'OneHotMeanIoU',
  settings: {},
  better: 'higher',
  targets: ['category'],
  values: 'several',
  stream: {
    start: (width) => new Array<number>(width * width).fill(0),
    update: (state, batch: MetricBatch) => {
      for (let row = 0; row < batch.rows; row += 1) {
        countAnswer(state, batch.width, trueClass(batch, row), strongest(batch, row));
      }
    },
    value: (state) => meanOverlap(state, Math.sqrt(state.length)),
  },
});
