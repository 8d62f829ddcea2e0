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
    'Array buffer allocation failed',
  ];
  test.each(messages)('is about memory: %s', (message) => {
    expect(explainFailure(new Error(message), config)).toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringContaining('try a batch size of 32'),
    });
  });

  test('on a card says which, what found no room, and that the processor is left', () => {
    const words =
      'OOM when allocating tensor with shape[64,112,112,64] and type float on ' +
      '/job:localhost/replica:0/task:0/device:GPU:1 by allocator GPU_1_bfc';
    expect(explainFailure(new Error(words), config)).toMatchObject({
      code: 'OUT_OF_MEMORY',
      message:
        'There is not enough memory on the card (GPU 1) for batches of 64, 64 × 112 × 112 × 64 numbers found no room: ' +
        'try a batch size of 32 (with gradients accumulated over 2 batches it learns as before), a smaller input, ' +
        'or fewer filters, or the processor (device cpu).',
      details: { batchSize: 64, card: 1, shape: [64, 112, 112, 64] },
    });
    const onCpu = 'OOM when allocating tensor with shape[8,8] and type float on /device:CPU:0 by allocator mklcpu';
    expect(explainFailure(new Error(onCpu), config)).toMatchObject({ details: { card: null, shape: [8, 8] } });
  });

  test('of a single sample has no smaller batch', () => {
    const { message } = explainFailure(new Error('std::bad_alloc'), { batchSize: 1 });
    expect(message).toBe('There is not enough memory for batches of 1: try a smaller input, or fewer filters.');
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
