import { afterEach, beforeEach, expect, test } from 'vitest';
import { optimizerConfig } from '#shared/training/optimizers/index.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import { NotRecordable } from '../recorder/not-recordable.ts';
import { recordUpdate } from '../recorder/recorder.ts';
import { typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { graphSteps } from './graph-step.ts';
import { weightUpdates } from './optimizers/weight-updates.ts';
import type { StepPrograms } from './step-programs.ts';

let weight: tf.Variable;
beforeEach(() => {
  weight = tf.tensor1d([1, 2, 3]).variable();
});
afterEach(() => weight.dispose());

/** Gradient descent whose one operation in the graph is right where `factor`, by which it is computed now, is 1. */
const programs = (factor: number): StepPrograms => ({
  train: ({ inputs }, { coefficients }) => {
    const gradient = (inputs[0] as tf.Tensor).mean(0);
    const rate = coefficients.rate as tf.Tensor;
    const compute = () => weight.assign(weight.sub(gradient.mul(rate).mul(factor)));
    const operation = 'ResourceApplyGradientDescent';
    const attributes = [typeAttribute('T', 'float32')];
    const update = { operation, attributes, inputs: [weight, rate, gradient], variables: [weight], compute };
    if (!recordUpdate(update)) compute();
    return { sums: [gradient.sum()], outputs: [] };
  },
  evaluate: ({ inputs }) => ({ sums: [(inputs[0] as tf.Tensor).mul(weight).sum()], outputs: [] }),
});

const batch = (...values: number[]): RawBatch => ({
  count: 2,
  inputs: [Float32Array.from(values)],
  targets: [],
  weights: null,
});
const pair = [batch(1, 0, 2, 3, 4, 5), batch(0, 1, 1, -2, 3, 1)] as const;

const steps = (factor: number) =>
  graphSteps({
    programs: programs(factor),
    updates: weightUpdates(optimizerConfig.parse({ name: 'sgd' })),
    layout: { inputs: [{ node: 'x', file: '', shape: [3], dtype: 'float32' }], targets: [] },
    numbers: 1,
    health: null,
    compiled: false,
    variables: new Map([['weight', weight]]),
    samples: { train: [pair], evaluate: [pair] },
    step: 0,
    rate: 0.5,
  });

test('a replay that gives what was computed is taken, and the weights are as they were', () => {
  const made = steps(1);
  expect([...weight.dataSync()]).toEqual([1, 2, 3]);
  made.trainStep(pair[0], 0, 0.5);
  made.pull();
  expect([...weight.dataSync()]).toEqual([0, 1, 1.25]);
  made.dispose();
});

test('a replay that does something else than what was recorded is refused, and the weights are as they were', () => {
  expect(() => steps(2)).toThrow(NotRecordable);
  expect(() => steps(2)).toThrow(/the recorded step differs from the computed one: weight is off by/);
  expect([...weight.dataSync()]).toEqual([1, 2, 3]);
});
