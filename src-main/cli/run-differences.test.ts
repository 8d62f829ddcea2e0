import { expect, test } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { runDifferences } from './run-differences.ts';

const config = runConfig.parse({});
const run = {
  project: { id: 'prj_1', name: 'Ground' },
  dataset: { id: 'ds_1', name: 'tiles', version: 'dv_1', versionNumber: 1 },
  opened: null,
  graphVersion: 1,
  config,
  parameters: 866,
  bestEpoch: 4,
  metrics: { loss: 0.5 },
};

test('names each setting and figure that differs, wherever it stands', () => {
  const optimizer = { ...config.optimizer, learningRate: 0.5 };
  const other = { ...run, config: { ...config, optimizer }, metrics: { loss: 0.5, accuracy: 1 } };
  expect(runDifferences(run, other)).toEqual([
    { what: 'config.optimizer.learningRate', a: config.optimizer.learningRate, b: 0.5 },
    { what: 'metrics.accuracy', a: null, b: 1 },
  ]);
  expect(runDifferences(run, run)).toEqual([]);
});
