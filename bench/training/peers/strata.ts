/** Strata's own training: `node strata.ts MODEL graph|eager`; see `Peer`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readAhead } from '#main/trainer/batches/read-ahead.ts';
import { openSession } from '#main/trainer/loop/session.ts';
import { packedData } from '#shared/contract/trainer.ts';
import { runConfig } from '#shared/training/run.ts';
import { CLASSES, modelNamed } from '../models.ts';

const [name = '', engine = 'graph'] = process.argv.slice(2);
const { graph, batch, steps, shape } = modelNamed(name);
const count = batch * steps;
const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'));
const size = shape.reduce((product, length) => product * length, 1);
const features = Float32Array.from({ length: count * size }, () => Math.random());
const labels = Int32Array.from({ length: count }, (_, row) => row % CLASSES);
await writeFile(join(folder, 'features.bin'), new Uint8Array(features.buffer));
await writeFile(join(folder, 'labels.bin'), new Uint8Array(labels.buffer));
const data = packedData.parse({
  count,
  inputs: [{ node: 'input_0', file: join(folder, 'features.bin'), shape, dtype: 'float32' }],
  targets: [
    {
      node: graph.nodes.find(({ type }) => type === 'output')?.id,
      file: join(folder, 'labels.bin'),
      shape: [],
      dtype: 'int32',
      classes: Array.from({ length: CLASSES }, (_, index) => `class ${index}`),
    },
  ],
  splits: { train: Array.from({ length: count }, (_, row) => row), validation: [], test: [] },
});
const config = runConfig.parse({ batchSize: batch, engine });
const session = await openSession({ graph, config, data });
const batches = Array.from({ length: steps }, (_, step) =>
  Array.from({ length: batch }, (_, row) => step * batch + row),
);

let step = 0;
async function epoch(): Promise<number> {
  const start = performance.now();
  for await (const raw of readAhead(session.reader, batches)) session.steps.trainStep(raw, step++, 0.001);
  return (performance.now() - start) / steps;
}

await epoch();
console.log(`ready ${session.steps.engine}${session.steps.reason === null ? '' : `: ${session.steps.reason}`}`);
for await (const _ of createInterface({ input: process.stdin })) console.log(String(await epoch()));
await session.dispose();
rmSync(folder, { recursive: true, force: true });
