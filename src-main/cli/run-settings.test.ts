import { describe, expect, it } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { applyRunSettings } from './run-settings.ts';

const base = runConfig.parse({});
const withSet = (...set: string[]) => applyRunSettings(base, { set });
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_INPUT') return error.message;
  }
  throw new Error('expected BAD_INPUT');
};

describe('applyRunSettings', () => {
  it('changes only what is named', () => {
    expect(applyRunSettings(base, { set: [] })).toEqual(base);
    expect(applyRunSettings(base, { epochs: 3, batch: 8, seed: 1, set: [] })).toEqual({
      ...base,
      epochs: 3,
      batchSize: 8,
      seed: 1,
    });
    expect(applyRunSettings(base, { device: 'gpu:1', set: ['threads=1', 'xla=true'] })).toEqual({
      ...base,
      device: 'gpu:1',
      threads: 1,
      xla: true,
    });
    expect(messageOf(() => applyRunSettings(base, { device: 'tpu', set: [] }))).toContain(
      'device: auto, cpu, or a card',
    );
    expect(base.epochs).toBe(30);
  });

  it('sets by path and by short name', () => {
    expect(withSet('learningRate=0.02').optimizer).toMatchObject({ name: 'adam', learningRate: 0.02 });
    expect(withSet('optimizer.learningRate=0.5', 'best=val_loss')).toMatchObject({
      optimizer: { learningRate: 0.5 },
      best: 'val_loss',
    });
    expect(withSet('earlyStopping.patience=4').earlyStopping).toEqual({ monitor: 'val_loss', patience: 4 });
    expect(withSet('earlyStopping=null').earlyStopping).toBeNull();
  });

  it('begins with another optimizer’s or schedule’s own defaults', () => {
    expect(withSet('optimizer=sgd', 'momentum=0.9').optimizer).toMatchObject({
      name: 'sgd',
      learningRate: 0.01,
      momentum: 0.9,
    });
    expect(withSet('learningRate=0.3', 'optimizer.name=adam').optimizer).toMatchObject({
      name: 'adam',
      learningRate: 0.3,
    });
    expect(withSet('schedule=cosine', 'schedule.warmup=2').schedule).toEqual({ name: 'cosine', warmup: 2, end: 0 });
  });

  it('says what is wrong and what would be right', () => {
    expect(messageOf(() => withSet('learningRate=fast'))).toContain('optimizer.learningRate');
    expect(messageOf(() => withSet('epoch=3'))).toMatch(/no setting epoch.*epochs/);
    expect(messageOf(() => withSet('optimizer.momentum=0.9'))).toContain('optimizer.momentum');
    expect(messageOf(() => withSet('learningRate'))).toContain('key=value');
    expect(messageOf(() => withSet('__proto__.polluted=1'))).toContain('__proto__');
    expect(messageOf(() => applyRunSettings(base, { epochs: 0, set: [] }))).toContain('epochs');
  });
});
