import { expect, test } from 'vitest';
import { type OptimizerConfig, optimizerConfig, optimizerNames } from '#shared/training/optimizers/index.ts';
import { tf } from '../../runtime/tf.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../../testing/golden-files.ts';
import { AVERAGE, weightUpdates } from './weight-updates.ts';

interface Case {
  readonly config: Partial<OptimizerConfig> & Pick<OptimizerConfig, 'name'>;
  /** Both weights after each of ten steps. */
  readonly after: GoldenTensor[][];
  readonly averages?: GoldenTensor[];
}

const golden = readGolden<{ starts: GoldenTensor[]; gradients: GoldenTensor[][]; cases: Case[] }>('optimizers');

test('each optimizer has a case', () => {
  expect(new Set(golden.cases.map(({ config }) => config.name))).toEqual(new Set(optimizerNames));
});

test.each(golden.cases.map((known) => [JSON.stringify(known.config), known] as const))(
  'takes the ten steps of Keras 3: %s',
  (_, { config, after, averages }) => {
    const complete = optimizerConfig.parse(config);
    const updates = weightUpdates(complete);
    const weights = golden.starts.map((start) => {
      const variable = toTensor(start).variable();
      const slots = updates.slots.map(({ name, start: first }) => [
        name,
        tf.fill(variable.shape, first).variable(false),
      ]);
      return { variable, slots: Object.fromEntries(slots) as Record<string, tf.Variable> };
    });
    for (const [step, expected] of after.entries()) {
      tf.tidy(() => {
        const parts = weights.map((weight, index) => ({
          ...weight,
          gradient: toTensor(golden.gradients[step]?.[index] as GoldenTensor),
        }));
        const numbers = Object.entries(updates.coefficients(step, complete.learningRate));
        const coefficients = Object.fromEntries(numbers.map(([name, number]) => [name, tf.scalar(number)]));
        updates.apply(parts, coefficients, updates.isDue(step));
      });
      for (const [index, { variable }] of weights.entries()) {
        expect(difference(variable, expected[index] as GoldenTensor)).toBeLessThan(1e-5);
      }
    }
    for (const [index, average] of (averages ?? []).entries()) {
      expect(difference(weights[index]?.slots[AVERAGE] as tf.Tensor, average)).toBeLessThan(1e-5);
    }
  },
);
