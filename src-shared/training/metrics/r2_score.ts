import { z } from 'zod';
import { defineMetric, keras, type MetricBatch, truthAt } from './definition.ts';

/** For each value: sum of targets, of their squares, of squared errors; and how many rows. */
export const r2Score = defineMetric({
  name: 'r2_score',
  title: 'R²',
  description:
    'Share of the target’s variation that is explained: 1 is perfect, 0 no better than always saying the mean.',
  source: keras('regression_metrics'),
  className: 'R2Score',
  settings: {
    class_aggregation: z.enum(['uniform_average', 'variance_weighted_average']).default('uniform_average').meta({
      title: 'Average',
      description: 'Where an output has several values: each counts the same, or by its variance.',
    }),
  },
  better: 'higher',
  targets: ['number', 'image'],
  stream: {
    start: (width) => new Array<number>(width * 3 + 1).fill(0),
    update: (state, batch: MetricBatch) => {
      const { rows, width, outputs } = batch;
      const add = (place: number, value: number): void => {
        state[place] = (state[place] ?? 0) + value;
      };
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < width; column += 1) {
          const truth = truthAt(batch, row, column);
          add(column * 3, truth);
          add(column * 3 + 1, truth * truth);
          add(column * 3 + 2, (truth - (outputs[row * width + column] ?? Number.NaN)) ** 2);
        }
      }
      add(width * 3, rows);
    },
    value: (state, { class_aggregation: aggregation }) => {
      const count = state.at(-1) ?? 0;
      if (count === 0) return null;
      const parts = Array.from({ length: (state.length - 1) / 3 }, (_, column) => {
        const [sum = 0, squares = 0, errors = 0] = state.slice(column * 3, column * 3 + 3);
        const total = squares - (sum * sum) / count;
        const score = 1 - errors / total;
        return { total, score: Math.abs(score) === Number.POSITIVE_INFINITY ? 0 : score };
      });
      if (aggregation === 'uniform_average') return parts.reduce((sum, { score }) => sum + score, 0) / parts.length;
      const all = parts.reduce((sum, { total }) => sum + total, 0);
      return parts.reduce((sum, { total, score }) => sum + total * score, 0) / all;
    },
  },
});
