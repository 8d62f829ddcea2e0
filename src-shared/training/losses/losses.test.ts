import { expect, it } from 'vitest';
import { activationNames } from '../../layers/activations.ts';
import { getLoss, lossNames } from './index.ts';

it.each(lossNames)('%s is registered under its own name and explains itself', (name) => {
  const loss = getLoss(name);
  expect(loss.name).toBe(name);
  expect(loss.title).not.toBe('');
  expect(loss.description).toMatch(/\.$/);
  expect(loss.targets.length).toBeGreaterThan(0);
  for (const activation of loss.activations) expect(activationNames).toContain(activation);
});
