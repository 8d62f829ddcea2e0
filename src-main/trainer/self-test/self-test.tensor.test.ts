import { expect, test } from 'vitest';
import { tf } from '../runtime/tf.ts';
import { selfTest } from './self-test.ts';

test('replay computes what eager does, each model on its own, and nothing is left over', async () => {
  const before = tf.memory().numTensors;
  const report = await selfTest(3);
  expect(tf.memory().numTensors).toBe(before);
  expect(report.device).toBe('cpu');
  expect(report.models.map(({ name }) => name.split(',')[0])).toEqual(['dense', 'convolutional']);
  for (const { engine, reason, agrees, difference, graphMilliseconds, eagerMilliseconds } of report.models) {
    expect({ engine, reason, agrees }).toEqual({ engine: 'graph', reason: null, agrees: true });
    expect(difference).toBeLessThan(1e-3);
    expect(Math.min(graphMilliseconds, eagerMilliseconds)).toBeGreaterThan(0);
  }
});
