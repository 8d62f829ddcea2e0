import { expect, test } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { StepNode } from '#shared/training/step-record.ts';
import type { Phase } from './phases.ts';
import { gradientLevel } from './sizes.ts';
import { learnerOf, nodeOf, recordOf, summaryOf } from './testing/records.ts';
import { warningsOf } from './warnings.ts';

const graph = parseTextGraph(
  'input[8,8,3] > conv2d(8, 3, padding=same, activation=relu) > dropout(0.5) > flatten > dense(2) > output',
);
const titles = (phase: Phase, node: string, nodes: readonly StepNode[]) =>
  warningsOf({ phase, node }, recordOf(nodes), graph).map(({ title }) => title);

test('silent channels are noticed where a layer activates, not where they were switched off on purpose', () => {
  const silent = { silent: { units: 5, of: 8 } };
  expect(titles('forward', 'conv2d_1', [nodeOf('conv2d_1', silent)])).toEqual(['5 of 8 channels are silent']);
  expect(titles('forward', 'dropout_1', [nodeOf('dropout_1', silent)])).toEqual([]);
  expect(titles('forward', 'conv2d_1', [nodeOf('conv2d_1', { silent: { units: 1, of: 8 } })])).toEqual([]);
});

test('a gradient that vanishes or explodes is noticed, by the size of one number', () => {
  const healthy = [learnerOf('conv2d_1', 0.1), learnerOf('dense_1', 1)];
  expect(titles('backward', 'conv2d_1', healthy)).toEqual([]);
  const vanished = [learnerOf('conv2d_1', 1e-6), learnerOf('dense_1', 1)];
  expect(titles('backward', 'conv2d_1', vanished)).toEqual(['The gradient has vanished here']);
  expect(titles('backward', 'dense_1', vanished)).toEqual([]);
  expect(titles('backward', 'dense_1', [learnerOf('dense_1', 500)])).toEqual(['The gradient explodes']);
});

test('a large step and values that are no numbers are noticed', () => {
  expect(titles('update', 'dense_1', [learnerOf('dense_1', 1, 0.5)])).toEqual(['A very large step']);
  expect(titles('update', 'dense_1', [learnerOf('dense_1', 1, 0.01)])).toEqual([]);
  const spoilt = nodeOf('conv2d_1', { forward: summaryOf({ notFinite: 3 }) });
  expect(titles('forward', 'conv2d_1', [spoilt])).toEqual(['Values that are no numbers']);
});

test('the bar of a gradient is logarithmic: a sixth is a factor of ten', () => {
  const nodes = [learnerOf('conv2d_1', 0.01), learnerOf('dense_1', 1), nodeOf('output_1')];
  const record = recordOf(nodes);
  expect(nodes.map((node) => Number(gradientLevel(record, node).toFixed(3)))).toEqual([0.667, 1, 0]);
});
