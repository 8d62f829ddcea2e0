import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trainJob } from '#shared/contract/trainer.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { writePictures } from '../testing/packed.ts';
import { Control } from './control.ts';
import { train } from './train.ts';

const [BATCH, STEPS, EPOCHS] = [3072, 250, 6];

const network = chain(
  ['input', { shape: [8, 8, 1] }],
  ['rescaling', { scale: 1 / 255 }],
  ['batch_normalization'],
  ['flatten'],
  ['dropout', { rate: 0.2 }],
  ['dense', { units: 3 }],
  ['output'],
);

/**
 * A sample of `npm run bench:endurance`. One batch is 192 KiB of bytes and 768 KiB of floats: kept a step, they would be
 * 187 and 750 MiB more in the last epoch but one.
 */
test('a training of 1,500 steps takes no more memory than it took after its first epoch', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-memory-'));
  try {
    const data = await writePictures(folder, 2 * BATCH);
    const rows = Array.from({ length: BATCH * STEPS }, (_, row) => row % data.count);
    const job = trainJob.parse({
      graph: network,
      config: { batchSize: BATCH, epochs: EPOCHS, best: 'loss' },
      data: { ...data, splits: { train: rows, validation: [], test: [] } },
      checkpoints: join(folder, 'checkpoints'),
      resume: false,
    });
    const resident: number[] = [];
    const tensors: number[] = [];
    for await (const event of train(job, new Control())) {
      if (event.type !== 'checkpoint' || event.kind !== 'last') continue;
      resident.push(process.memoryUsage.rss());
      tensors.push(tf.memory().numTensors);
    }
    expect(resident).toHaveLength(EPOCHS);
    expect(new Set(tensors).size).toBe(1);
    const [first = 0] = resident;
    // The heap of the tests' own process comes and goes by 70 MiB; what is kept never goes.
    expect((Math.min(...resident.slice(-2)) - first) / 2 ** 20).toBeLessThan(128);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
