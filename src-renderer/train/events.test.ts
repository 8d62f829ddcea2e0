import { expect, it } from 'vitest';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { runConfig } from '#shared/training/run.ts';
import { happeningsOf, stoppedEarly } from './events.ts';

const run: RunSummary = {
  id: 'run_1',
  number: 1,
  name: null,
  project: { id: 'p', name: 'P' },
  dataset: { id: 'd', name: 'D', version: 'v', versionNumber: 1 },
  opened: null,
  graphVersion: 1,
  state: 'completed',
  origin: null,
  stopsAfterEpoch: false,
  config: runConfig.parse({ epochs: 30, earlyStopping: { monitor: 'val_loss', patience: 5 } }),
  parameters: 10,
  progress: {
    epoch: 12,
    epochs: 30,
    step: 96,
    stepsPerEpoch: 8,
    samplesPerSecond: 100,
    learningRate: 0.001,
    etaSeconds: 0,
  },
  preparing: null,
  metrics: {},
  bestEpoch: 7,
  engine: 'eager',
  engineReason: 'a value is read while the step is computed',
  computing: null,
  error: null,
  seconds: 10,
  createdAt: '2026-01-01T00:00:00Z',
  endedAt: null,
};

it('tells early stopping from a run that came to its end', () => {
  expect(stoppedEarly(run)).toBe(true);
  expect(stoppedEarly({ ...run, progress: { ...run.progress, epoch: 30 } as RunSummary['progress'] })).toBe(false);
  expect(happeningsOf(run, [])[0]).toEqual({
    kind: 'early-stopping',
    text: 'Validation loss no better for 5 epochs',
    at: 'epoch 12',
  });
});

it('lists checkpoints by epoch, the start last', () => {
  const kinds = happeningsOf({ ...run, state: 'running' }, [
    { kind: 'best', epoch: 7, metrics: {}, bytes: 1 },
    { kind: 'last', epoch: 12, metrics: {}, bytes: 1 },
  ]).map(({ kind }) => kind);
  expect(kinds).toEqual(['last', 'best', 'started']);
});

it('says why a run is computed operation by operation', () => {
  const text = (shown: RunSummary) => happeningsOf(shown, []).at(-1)?.text;
  expect(text(run)).toBe('Started, computed operation by operation: a value is read while the step is computed');
  expect(text({ ...run, engine: 'graph', engineReason: null })).toBe('Started, replayed as a graph');
  expect(text({ ...run, engine: null, engineReason: null })).toBe('Started');
});
