import { strongest, trueClass } from './answers.ts';
import { defineMetric, keras, type MetricBatch } from './definition.ts';
import { countAnswer, meanOverlap } from './overlap-of-classes.ts';
import { ignoredClass } from './settings.ts';

/** Of the strongest classes; Keras's MeanIoU is the same for class numbers as targets. */
export const oneHotMeanIou = defineMetric({
  name: 'one_hot_mean_iou',
  title: 'Mean IoU',
  description: 'Overlap of what is of a class and what was taken for it, by both together, as a mean over the classes.',
  source: keras('segmentation_metrics'),
  className: 'OneHotMeanIoU',
  aliases: ['MeanIoU'],
  settings: { ignore_class: ignoredClass },
  better: 'higher',
  targets: ['category'],
  values: 'several',
  stream: {
    start: (width) => new Array<number>(width * width).fill(0),
    update: (state, batch: MetricBatch, { ignore_class: ignored }) => {
      for (let row = 0; row < batch.rows; row += 1) {
        const truth = trueClass(batch, row);
        if (truth !== ignored) countAnswer(state, batch.width, truth, strongest(batch, row));
      }
    },
    value: (state) => meanOverlap(state, Math.sqrt(state.length)),
  },
});
