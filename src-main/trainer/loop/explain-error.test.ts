import { describe, expect, test } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { explainFailure, explainLoss } from './explain-error.ts';

const config = runConfig.parse({ batchSize: 64 });
const labels = Int32Array.of(0);

describe('a failure of TensorFlow', () => {
  const messages = [
    'OOM when allocating tensor with shape[64,128] and type float on /job:localhost/replica:0/task:0/device:GPU:0',
    'RESOURCE_EXHAUSTED: failed to allocate memory',
    'std::bad_alloc',
  ];
  test.each(messages)('is about memory: %s', (message) => {
    expect(explainFailure(new Error(message), config)).toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringContaining('try a batch size of 32'),
    });
  });

  test('is passed on otherwise, and an error of ours stays what it is', () => {
    expect(explainFailure(new Error('Invalid TF_Status: 3'), config)).toMatchObject({ code: 'TRAINER_FAILED' });
    const ours = new AppError('GRAPH_INVALID', 'no');
    expect(explainFailure(ours, config)).toBe(ours);
  });
});

test('a loss that is no number is blamed on the data only where they have one', () => {
  const at = { epoch: 1, batch: 3, step: 9 };
  const broken = { count: 1, inputs: [Float32Array.of(1, Number.NaN)], targets: [labels], weights: null };
  expect(explainLoss(Number.NaN, broken, config, at)).toMatchObject({ code: 'DATA_INVALID' });
  const sound = { count: 1, inputs: [Uint8Array.of(1)], targets: [labels], weights: null };
  const found = explainLoss(Number.POSITIVE_INFINITY, sound, config, at);
  expect(found).toMatchObject({ code: 'TRAINER_FAILED', details: { epoch: 2, batch: 4, loss: 'Infinity' } });
  expect(found.message).toContain('in epoch 2, batch 4');
});
