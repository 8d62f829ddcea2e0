import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { runConfig } from '#shared/training/run.ts';
import { compareEngines, steps } from '../testing/engine-parity.ts';

/** DESIGN 12. */
const OF_LOSS = 1e-5;
const OF_WEIGHTS = 1e-4;
const COUNT = 96;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-shared-'));
  vi.stubEnv('TF_NUM_INTEROP_THREADS', '2');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function jobOf(text: string, shape: readonly number[]) {
  const random = seededRandom(5);
  const values = COUNT * shape.reduce((all, size) => all * size, 1);
  const features = Float32Array.from({ length: values }, () => random.uint32() / 2 ** 32);
  const labels = Int32Array.from({ length: COUNT }, () => random.below(4));
  const [x, y] = [join(folder, 'x'), join(folder, 'y')];
  await writeFile(x, new Uint8Array(features.buffer));
  await writeFile(y, new Uint8Array(labels.buffer));
  const rows = Array.from({ length: COUNT }, (_, row) => row);
  const graph = parseTextGraph(text);
  const node = (type: string) => graph.nodes.find((each) => each.type === type)?.id;
  const data = packedData.parse({
    count: COUNT,
    inputs: [{ node: node('input'), file: x, shape, dtype: 'float32' }],
    targets: [{ node: node('output'), file: y, shape: [], dtype: 'int32', classes: ['a', 'b', 'c', 'd'] }],
    splits: { train: rows.slice(0, 80), validation: rows.slice(80), test: [] },
  });
  return { graph, data, config: runConfig.parse({ batchSize: 32 }) };
}

/** Batches of 32 and 16 samples, each for two threads; and a kernel large enough to be multiplied the other way round. */
const networks = [
  ['input[12,5] > lstm(24) > dense(4) > output', [12, 5]],
  ['input[12,5] > gru(24) > dense(4) > output', [12, 5]],
  ['input[20] > dense(600, activation=relu) > dense(500, activation=relu) > dense(4) > output', [20]],
] as const;

test.each(networks)(
  '%s: 25 steps by replay are those of eager training, and the same each time',
  async (text, shape) => {
    const job = await jobOf(text, shape);
    const { reason, loss, weights, resumed } = await compareEngines(job, 25, folder);
    expect(reason).toBeNull();
    expect(loss).toBeLessThan(OF_LOSS);
    expect(weights).toBeLessThan(OF_WEIGHTS);
    expect(resumed).toEqual([]);
    expect(await steps(job, 25)).toEqual(await steps(job, 25));
  },
);
