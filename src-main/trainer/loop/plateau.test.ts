import { expect, test } from 'vitest';
import { freshState } from '#shared/training/checkpoint.ts';
import { plateau } from '#shared/training/run.ts';
import { afterEpoch, loweredRate } from './plateau.ts';

test('the rate falls each time the loss has stood still for long enough, as Keras’s ReduceLROnPlateau does', () => {
  const rule = plateau.parse({ patience: 2, factor: 0.5, cooldown: 1, lowest: 0.02 });
  let standing = freshState().plateau;
  const rates: number[] = [];
  for (const loss of [1, 0.9, 0.95, 0.95, 0.95, 0.95, 0.95, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9]) {
    standing = afterEpoch(rule, { val_loss: loss }, standing);
    rates.push(loweredRate(rule, 0.1, standing));
  }
  // Keras's callback with min_delta 0, run over the same losses.
  expect(rates).toEqual([0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.02, 0.02, 0.02, 0.02]);
});

test('a rate that begins below the lowest is not raised', () => {
  const rule = plateau.parse({ lowest: 0.01 });
  expect(loweredRate(rule, 0.001, { ...freshState().plateau, factor: 0.1 })).toBe(0.001);
});
