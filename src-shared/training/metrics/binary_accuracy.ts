import { defineMetric, keras, type MetricBatch, truthAt } from './definition.ts';
import { threshold } from './settings.ts';

export const binaryAccuracy = defineMetric({
  name: 'binary_accuracy',
  title: 'Binary accuracy',
  description: 'Share of values that are on the right side of the threshold, each by itself.',
  source: keras('accuracy_metrics'),
  className: 'BinaryAccuracy',
  settings: { threshold },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: {
    start: () => [0, 0],
    update: (state, batch: MetricBatch, settings) => {
      const count = batch.rows * batch.width;
      for (let index = 0; index < count; index += 1) {
        const truth = truthAt(batch, Math.floor(index / batch.width), index % batch.width);
        const answer = (batch.outputs[index] ?? Number.NaN) > settings.threshold;
        if (truth === Number(answer)) state[0] = (state[0] ?? 0) + 1;
      }
      state[1] = (state[1] ?? 0) + count;
    },
    value: ([right = 0, all = 0]) => (all === 0 ? null : right / all),
  },
});
