import { expect, test } from 'vitest';
import { runConfig } from '../../run.ts';
import type { LayerHealth } from '../observation.ts';
import { diagnose } from './index.ts';

const layer = (node: string, silent: number): LayerHealth => ({
  node,
  finite: true,
  size: 100,
  gradient: 1e-9,
  weight: 1,
  update: 1e-9,
  mean: 0,
  deviation: 1,
  zeros: silent,
  silent,
  saturated: null,
});
const steps = Array.from({ length: 60 }, (_, index) => index + 1);
const codes = (silent: number): string[] =>
  diagnose({
    points: steps.map((step) => ({ scope: 'batch', step, epoch: 1, seconds: step, values: { loss: 1.1 } })),
    observations: steps.map((step) => ({ step, epoch: 1, layers: [layer('dense_1', silent), layer('dense_2', 0)] })),
    graph: null,
    config: runConfig.parse({}),
    state: 'completed',
    classes: 3,
    trainingSamples: 100,
    validationSamples: 20,
    parameters: 200,
    error: null,
  }).map(({ code }) => code);

test('tiny steps are advice about the rate, but not beside a dead layer, which is their cause', () => {
  expect(codes(0)).toContain('updates_too_small');
  expect(codes(1)).toEqual(['dead_layer']);
});
