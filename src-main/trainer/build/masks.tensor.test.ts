import { expect, test } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { tf } from '../runtime/tf.ts';
import { maskOf } from './forward-pass.ts';
import { buildModel } from './model.ts';

const forward = (text: string, x: tf.Tensor) => {
  const model = buildModel(parseTextGraph(text), 1);
  const result = model.logits.apply(x, { training: false }) as tf.Tensor;
  const values = { result: [...result.dataSync()], mask: maskOf(result)?.arraySync() ?? null };
  model.dispose();
  return values;
};

test('masks go along the connections to the loss, and padding makes no difference', () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const words = tf.tensor2d([[3, 1, 0, 0]]);
    const text = 'input[4] > embedding(9, 2, mask_zero=true) > dense(3) > d:dropout > output';
    expect(forward(text, words).mask).toEqual([[1, 1, 0, 0]]);

    const pooled = 'input[4] > embedding(9, 2, mask_zero=true) > global_average_pooling1d > dense(3) > output';
    const short = forward(pooled.replace('[4]', '[2]'), tf.tensor2d([[3, 1]]));
    const padded = forward(pooled, words);
    expect(padded.mask).toBeNull();
    for (const [index, value] of padded.result.entries())
      expect(value).toBeCloseTo(short.result[index] ?? Number.NaN, 6);
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('a merge counts a step that one of its inputs counts; with one input unmasked, all count', () => {
  tf.tidy(() => {
    const steps = tf.tensor3d([
      [
        [1, 1],
        [0, 0],
        [2, 2],
      ],
    ]);
    const two = 'x:input[3,2] > m:masking > a:add > output; @x > n:masking(2) > @a';
    expect(forward(two, steps).mask).toEqual([[1, 1, 1]]);
    expect(forward('x:input[3,2] > m:masking > a:add > output; @m > @a', steps).mask).toEqual([[1, 0, 1]]);
    expect(forward('x:input[3,2] > m:masking > a:add > output; @x > @a', steps).mask).toBeNull();
  });
});

test('a recurrent layer reads no padding, wherever it is', () => {
  tf.tidy(() => {
    const real = [
      [1, 2],
      [3, -1],
    ];
    const padding = [0, 0];
    for (const type of ['simple_rnn', 'gru', 'lstm']) {
      const text = (steps: number) => `input[${steps},2] > masking > r:${type}(3) > output`;
      const short = forward(text(2), tf.tensor3d([real]));
      const padded = forward(text(4), tf.tensor3d([[padding, real[0] as number[], padding, real[1] as number[]]]));
      for (const [index, value] of padded.result.entries())
        expect(value).toBeCloseTo(short.result[index] ?? Number.NaN, 6);
    }
  });
});
