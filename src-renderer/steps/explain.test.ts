import { expect, test } from 'vitest';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindGraph } from '#shared/graph/bind.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { allLayers } from '#shared/layers/index.ts';
import { runConfig } from '#shared/training/run.ts';
import { explain } from './explain.ts';
import type { Phase } from './phases.ts';
import { learnerOf, nodeOf, recordOf, summaryOf } from './testing/records.ts';

const dataset = {
  columns: [
    { name: 'image', type: 'image' as const },
    { name: 'class', type: 'category' as const, classes: ['cat', 'dog'] },
  ],
  samples: { train: 64, validation: 0, test: 0 },
};
const { graph } = bindGraph(
  parseTextGraph(
    'input[48,48,3] > conv2d(8, 3, padding=same, activation=relu) > dropout(0.5) > flatten > dense(2) > output',
  ),
  dataset,
);
const record = recordOf([
  nodeOf('input_1', { forward: summaryOf({ shape: [48, 48, 3], min: 0, max: 255 }) }),
  { ...learnerOf('conv2d_1', 0.21), forward: summaryOf({ shape: [48, 48, 8], zeros: 0.612 }) },
  nodeOf('dropout_1', { gradient: summaryOf({ norm: 0.3 }) }),
  nodeOf('flatten_1', { gradient: summaryOf({ norm: 0.4 }) }),
  learnerOf('dense_1', 0.5),
  nodeOf('output_1'),
]);
const tell = (phase: Phase, node: string) =>
  explain({
    step: { phase, node },
    record,
    graph,
    analysis: analyzeGraph(graph, dataset),
    config: runConfig.parse({}),
    batchesPerEpoch: 2,
    sample: 0,
  });

test('a layer tells what it does with its very numbers', () => {
  const { text, formula } = tell('forward', 'conv2d_1');
  expect(text).toContain('conv2d_1: 8 filters of 3×3 over 48 × 48 × 3 give 48 × 48 × 8');
  expect(text).toContain('from 0 to 2, 0.5 on average. 61\u00a0% of the values are zero after ReLU.');
  expect(formula).toContain('kernel[a, b, c, f]');
  expect(tell('forward', 'dropout_1').text).toMatch(/chance of 50.%.* acts in training only/);
  // A layer without words of its own says the shapes and what it is.
  expect(tell('forward', 'output_1').text).toMatch(
    /^output_1: takes 2 from dense_1 and gives 2\. The end of the network/,
  );
});

test('data, loss, gradient and update are told with the figures of the batch', () => {
  expect(tell('data', 'input_1').text).toMatch(/^Batch 1 of 2 in epoch 1: 32 samples go in together\..*from 0 to 255/);
  expect(tell('loss', 'output_1')).toEqual({
    text: expect.stringMatching(
      /“cat”; the network gives that 0\.31, which costs 1\.17\. .* is 1\.02,.*14 of 32 are right/,
    ),
    formula: 'loss = −ln p(true class)',
  });
  const back = tell('backward', 'conv2d_1').text;
  expect(back).toMatch(/coming back from dropout_1, of length 0\.21\..*kernel 0\.21.*It ends here/);
  expect(tell('backward', 'flatten_1').text).toMatch(/no weights to learn.*It goes on to dropout_1\.$/);
  const update = tell('update', 'conv2d_1').text;
  expect(update).toMatch(/learning rate is 0\.001\. conv2d_1 moved by 0\.1\u00a0% of its length\./);
  expect(update).toContain('The largest change is kernel[2, 0, 1, 7]: 0.0512 → 0.0502.');
});

test('every layer of the catalogue has a formula to show', () => {
  expect(allLayers.filter(({ doc }) => doc.formula.trim() === '').map(({ type }) => type)).toEqual([]);
});
