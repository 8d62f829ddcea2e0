import { expect, test } from 'vitest';
import { parametersOf } from './measure.ts';
import { models } from './models.ts';

/** As PyTorch counts the same networks, averages of batch norm included. */
const KNOWN: Readonly<Record<string, number>> = {
  mlp: 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10,
  cnn: 9 * 32 + 32 + 9 * 32 * 64 + 64 + 1600 * 10 + 10,
  lstm: 4 * 64 * (16 + 64 + 1) + 64 * 10 + 10,
  gru: 3 * 64 * (16 + 64 + 2) + 64 * 10 + 10,
  table: 100 * 2048 + 2048 + 2048 * 1024 + 1024 + 1024 * 10 + 10,
};

test('every network stands without an error and has the weights that it should', () => {
  const found = Object.fromEntries(models.map((model) => [model.name, parametersOf(model)]));
  expect(found).toMatchObject(KNOWN);
  expect(found['cnn-bn']).toBe((found.cnn ?? 0) + 4 * (32 + 64));
  expect(found['long-lstm']).toBe(found.lstm);
  expect(models).toHaveLength(10);
});
