import { describe, expect, it } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { differingSettings, formatRate, settingsOf } from './settings.ts';

const run = (config: object, graphVersion = 1) => ({
  config: runConfig.parse(config),
  graphVersion,
  dataset: { id: 'd', name: 'Pets', version: 'v', versionNumber: 2 },
  opened: null,
});

describe('differingSettings', () => {
  it('has only columns that differ, with what is usual', () => {
    const runs = [
      run({}),
      run({ batchSize: 64 }),
      run({ optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9 } }, 2),
    ];
    expect(differingSettings(runs)).toEqual([
      { name: 'Network', usual: 'v1' },
      { name: 'Batch', usual: '32' },
      { name: 'Optimizer', usual: 'adam' },
      { name: 'Rate', usual: '1e-3' },
      { name: 'Momentum', usual: '–' },
    ]);
  });

  it('calls nothing usual that only half of the runs have', () => {
    expect(differingSettings([run({}), run({ batchSize: 64 })])).toEqual([{ name: 'Batch', usual: null }]);
  });

  it('has none for one run', () => expect(differingSettings([run({})])).toEqual([]));
});

it('says what the data were', () => expect(settingsOf(run({})).get('Data')).toBe('Pets v2'));

it('writes learning rates as people do', () => {
  expect([0.001, 0.00025, 0.05, 0.01, 1].map(formatRate)).toEqual(['1e-3', '2.5e-4', '0.05', '0.01', '1']);
});
