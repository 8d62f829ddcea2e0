import { expect, test } from 'vitest';
import { bindGraph } from '../graph/bind.ts';
import { parseTextGraph } from '../graph/text-graph.ts';
import { toldMetrics } from './told-metrics.ts';

const dataset = {
  columns: [
    { name: 'image', type: 'image' as const },
    { name: 'label', type: 'category' as const, classes: ['a', 'b'] },
  ],
  samples: { train: 10, validation: 2, test: 2 },
};
const told = (text: string) => toldMetrics(bindGraph(parseTextGraph(text), dataset).graph);

test('of one output without its name, of several with it', () => {
  expect(told('input[8,8,3] > rescaling > flatten > dense(2) > output')).toEqual(['loss', 'accuracy']);
  const twice = `input[8,8,3] > c:conv2d(3, padding=same) > flatten > dense(2) > output
    @c > again:output(linear)`;
  expect(told(twice)).toEqual([
    'loss',
    'output_1_loss',
    'again_loss',
    'output_1_accuracy',
    'again_mean_absolute_error',
  ]);
});
