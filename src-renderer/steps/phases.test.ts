import { expect, test } from 'vitest';
import { reachedAt, spansOf, stepAtNode, stepsOf } from './phases.ts';
import { learnerOf, nodeOf, recordOf } from './testing/records.ts';

const record = recordOf([
  nodeOf('input_1'),
  nodeOf('rescaling_1'),
  learnerOf('conv2d_1', 0.2),
  nodeOf('flatten_1', { gradient: learnerOf('x', 0.1).gradient }),
  learnerOf('dense_1', 0.1),
  nodeOf('output_1'),
]);
const steps = stepsOf(record);
const at = (phase: string, node: string) => steps.findIndex((step) => step.phase === phase && step.node === node);

test('a batch goes in, forward to the loss, back to the first weights, and changes what can learn', () => {
  expect(steps.map(({ phase, node }) => `${phase} ${node}`)).toEqual([
    'data input_1',
    'forward rescaling_1',
    'forward conv2d_1',
    'forward flatten_1',
    'forward dense_1',
    'forward output_1',
    'loss output_1',
    'backward dense_1',
    'backward flatten_1',
    'backward conv2d_1',
    'update conv2d_1',
    'update dense_1',
  ]);
  expect(spansOf(steps).map(({ phase, start, count }) => [phase, start, count])).toEqual([
    ['data', 0, 1],
    ['forward', 1, 5],
    ['loss', 6, 1],
    ['backward', 7, 3],
    ['update', 10, 2],
  ]);
  expect(stepsOf(recordOf([]))).toEqual([]);
});

test('what was reached is what the same direction has passed', () => {
  expect([...reachedAt(steps, 2)]).toEqual(['input_1', 'rescaling_1', 'conv2d_1']);
  expect(reachedAt(steps, 6).size).toBe(6);
  expect([...reachedAt(steps, at('backward', 'flatten_1'))]).toEqual(['dense_1', 'flatten_1']);
  expect([...reachedAt(steps, at('update', 'conv2d_1'))]).toEqual(['conv2d_1']);
  expect(reachedAt([], 0).size).toBe(0);
});

test('a click on a layer stays in the phase where it can', () => {
  expect(stepAtNode(steps, at('backward', 'dense_1'), 'conv2d_1')).toBe(at('backward', 'conv2d_1'));
  expect(stepAtNode(steps, at('update', 'dense_1'), 'rescaling_1')).toBe(at('forward', 'rescaling_1'));
  expect(stepAtNode(steps, 3, 'nowhere')).toBe(3);
});
