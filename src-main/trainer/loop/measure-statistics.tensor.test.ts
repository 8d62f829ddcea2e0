import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { tf } from '../runtime/tf.ts';
import { chain } from '../testing/chain.ts';
import { smallJob, trainToEnd } from '../testing/jobs.ts';
import { writePictures } from '../testing/packed.ts';
import { Control } from './control.ts';

const moments = (values: readonly number[]): [mean: number, variance: number] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
};

test('normalization gets the statistics of the training data, once, and keeps them with the run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-measured-'));
  try {
    const data = await writePictures(folder);
    const graph = chain(
      ['input', { shape: [8, 8, 1] }],
      ['normalization', {}],
      ['flatten'],
      ['normalization', {}],
      ['dense', { units: 3 }],
      ['identity'],
      ['identity'],
      ['identity'],
      ['identity'],
      ['identity'],
      ['output'],
    );
    const job = { ...smallJob(folder, data, { epochs: 1 }), graph };
    const before = tf.memory().numTensors;
    await trainToEnd(job, new Control());
    expect(tf.memory().numTensors).toBe(before);
    const { weights } = await readCheckpoint(join(job.checkpoints, 'last'));
    const values = (name: string) => [...(weights.get(name)?.values ?? [])];

    const pixels = [...(await readFile(join(folder, 'features.bin')))];
    const rows = data.splits.train.map((row) => pixels.slice(row * 64, (row + 1) * 64));
    const [mean, variance] = moments(rows.flat());
    expect(values('normalization_1/mean')[0]).toBeCloseTo(mean, 3);
    expect((values('normalization_1/variance')[0] ?? 0) / variance).toBeCloseTo(1, 4);

    // The second sees what the first gives: each of the 64 places by itself.
    const place = moments(rows.map((row) => ((row[9] ?? 0) - mean) / Math.sqrt(variance)));
    expect(values('normalization_3/mean')).toHaveLength(64);
    expect(values('normalization_3/mean')[9]).toBeCloseTo(place[0], 4);
    expect(values('normalization_3/variance')[9]).toBeCloseTo(place[1], 4);

    // Resumed, it stands where it stood: nothing is measured anew.
    await trainToEnd({ ...job, config: { ...job.config, epochs: 2 }, resume: true }, new Control());
    const { weights: later } = await readCheckpoint(join(job.checkpoints, 'last'));
    expect([...(later.get('normalization_3/mean')?.values ?? [])]).toEqual(values('normalization_3/mean'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
