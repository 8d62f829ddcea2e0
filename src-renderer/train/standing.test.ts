import { describe, expect, it } from 'vitest';
import { type MetricPoint, runConfig } from '#shared/training/run.ts';
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
