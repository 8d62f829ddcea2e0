import { describe, expect, it } from 'vitest';
import { type MetricPoint, runConfig } from '#shared/training/run.ts';
import { findingsOf } from './findings.ts';
import { standingOf } from './standing.ts';

const epoch = (number: number, values: MetricPoint['values']): MetricPoint => ({
  scope: 'epoch',
  step: number * 8,
  epoch: number,
  seconds: number,
  values,
});

describe('standingOf', () => {
  const points = [
    epoch(1, { accuracy: 0.5, val_accuracy: 0.45, val_loss: 1 }),
    epoch(2, { accuracy: 0.9, val_accuracy: 0.8, val_loss: 0.6 }),
    epoch(3, { accuracy: 0.95, val_accuracy: 0.75, val_loss: 0.5 }),
  ];

  it('names the newest value with its count and interval, the best epoch, and the gap', () => {
    const standing = standingOf(points, runConfig.parse({}), 40);
    expect(standing.validation).toMatchObject({ share: 0.75, right: 30 });
    expect(standing.validation?.interval?.low).toBeCloseTo(0.598, 3);
    expect(standing.best).toEqual({ name: 'val_accuracy', value: 0.8, epoch: 2 });
    expect(standing.gap?.now).toBeCloseTo(0.2);
    expect(standing.gap?.atBest).toBeCloseTo(0.1);
  });

  it('follows the metric that the configuration chose', () => {
    expect(standingOf(points, runConfig.parse({ best: 'val_loss' }), null).best?.epoch).toBe(3);
  });

  it('knows nothing before the first epoch', () => {
    expect(standingOf([], runConfig.parse({}), 40)).toEqual({
      epoch: 0,
      validation: null,
      best: null,
      loss: null,
      gap: null,
    });
  });
});

describe('findingsOf', () => {
  it('sees overfitting: validation loss up for a while, training loss still falling', () => {
    const points = [1, 0.8, 0.6, 0.7, 0.72, 0.75, 0.8].map((val_loss, index) =>
      epoch(index + 1, { loss: 1 - index * 0.1, val_loss, val_accuracy: 0.8 }),
    );
    expect(findingsOf(points, 1 / 3, 54)).toEqual([{ kind: 'overfitting', epoch: 3 }]);
    expect(findingsOf(points.slice(0, 5), 1 / 3, 54)).toEqual([]);
  });

  it('sees a network that does no better than guessing', () => {
    const points = Array.from({ length: 8 }, (_, index) =>
      epoch(index + 1, { loss: 1.1, val_loss: 1.1, val_accuracy: 0.35 }),
    );
    expect(findingsOf(points, 1 / 3, 54)).toEqual([{ kind: 'guessing', epochs: 8 }]);
    expect(findingsOf(points, 1 / 3, null)).toEqual([]);
  });

  it('sees a loss that is no number any more', () => {
    expect(findingsOf([epoch(2, { loss: null })], null, null)).toEqual([{ kind: 'diverged', step: 16 }]);
  });
});
