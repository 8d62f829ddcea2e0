import { expect, it } from 'vitest';
import { nextStep } from './continue-card.tsx';

const dataset = { id: 'd', name: 'Emoji' };
const run = (state: string, metrics: Record<string, number | null> = {}) => ({
  ...{ id: 'r', number: 3, state, metrics },
  best: 'val_accuracy',
});

it('leads a project to its next step', () => {
  expect(nextStep({ dataset: null, lastRun: null }).place).toBe('data');
  expect(nextStep({ dataset, lastRun: null }).place).toBe('train');
  expect(nextStep({ dataset, lastRun: run('running', { val_accuracy: 0.5 }) }).place).toBe('train');
  expect(nextStep({ dataset, lastRun: run('failed', { val_accuracy: null }) }).place).toBe('runs');
  expect(nextStep({ dataset, lastRun: run('completed', { val_accuracy: 0.794 }) })).toMatchObject({
    place: 'evaluate',
    says: 'Run 3 reached validation accuracy 0.794.',
  });
});
