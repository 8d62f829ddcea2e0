import { expect, test } from 'vitest';
import { type OptimizerConfig, optimizerConfig, optimizerNames } from '#shared/training/optimizers/index.ts';
import { tf } from '../../runtime/tf.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../../testing/golden-files.ts';
import { makeSlots } from '../optimizer-slots.ts';
import { weightUpdates } from './weight-updates.ts';

interface Case {
  readonly config: Partial<OptimizerConfig> & Pick<OptimizerConfig, 'name'>;
  /** Both weights after each of ten steps. */
  readonly after: GoldenTensor[][];
  readonly averages?: GoldenTensor[];
}

interface Cases {
  /** Of the weights, where they matter. */
  readonly names?: string[];
  readonly starts: GoldenTensor[];
  readonly gradients: GoldenTensor[][];
  readonly cases: Case[];
}

const golden = readGolden<Cases & { readonly ofMatrices: Cases }>('optimizers');
const all = [golden, golden.ofMatrices, readGolden<Cases>('schedule_free_adamw')].flatMap((group) =>
  group.cases.map((known) => [JSON.stringify(known.config), known, group] as const),
);

test('each optimizer has a case', () => {
  expect(new Set(all.map(([, { config }]) => config.name))).toEqual(new Set(optimizerNames));
});

test.each(all)('takes the ten steps of Keras 3: %s', (_, { config, after, averages }, { starts, gradients, names }) => {
  const complete = optimizerConfig.parse(config);
  const updates = weightUpdates(complete);
  const weights = starts.map((start, index) => {
    const variable = toTensor(start).variable();
    return { variable, slots: makeSlots(updates.slots, names?.[index] ?? `weight_${index}`, variable) };
  });
  for (const [step, expected] of after.entries()) {
    tf.tidy(() => {
      const parts = weights.map((weight, index) => ({
        ...weight,
        gradient: toTensor(gradients[step]?.[index] as GoldenTensor),
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
    expect(difference(weights[index]?.slots[updates.evaluated ?? ''] as tf.Tensor, average)).toBeLessThan(1e-5);
  }
});
