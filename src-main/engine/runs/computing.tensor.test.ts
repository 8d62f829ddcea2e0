import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { type RunConfig, type RunState, runConfig } from '#shared/training/run.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { writePictures } from '../testing/picture-folder.ts';

let engine: EngineFixture;
let pictures = '';
beforeAll(async () => {
  engine = await openEngine();
  pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  await writePictures(pictures, 20);
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await engine.client.datasets.import({ source, name: 'colours' }));
  const { projects } = engine.client;
  const { graphVersion } = await projects.create({ name: 'Colours', template: null, dataset: 'colours' });
  const graph = parseTextGraph('input[12,12,3] > rescaling(0.0039) > flatten > dense(2) > output');
  await projects.saveGraph({ project: 'Colours', graph, base: graphVersion });
});
afterAll(async () => {
  await engine.close();
  rmSync(pictures, { recursive: true, force: true });
});

const start = async (config: Partial<RunConfig>): Promise<string> => {
  const base = { epochs: 2, batchSize: 4, best: 'val_loss' };
  return (await engine.client.runs.start({ project: 'Colours', config: runConfig.parse({ ...base, ...config }) })).id;
};
const reach = (run: string, ...states: RunState[]) =>
  vi.waitFor(
    async () => {
      const found = await engine.client.runs.get({ run });
      if (!states.includes(found.state)) throw new Error(`${found.state}: ${found.error?.message}`);
      return found;
    },
    { timeout: 60_000, interval: 50 },
  );

test('a short run uses all threads, one that is told to uses those; both are kept', async () => {
  const short = await reach(await start({}), 'completed');
  expect(short.computing).toMatchObject({ device: 'cpu', threads: { key: null }, compilation: null });
  const told = await reach(await start({ threads: 1 }), 'completed');
  expect(told.computing?.threads).toEqual({ count: 1, reason: 'it was asked for', key: null });
  await engine.client.runs.extend({ run: told.id, epochs: 4 });
  expect((await reach(told.id, 'completed')).computing).toEqual(told.computing);
});

test('a long run tries out how many are fastest, and another like it takes that over', async () => {
  const first = await start({ epochs: 100_000 });
  const { computing } = await reach(first, 'running');
  expect(computing?.threads?.count).toBeGreaterThanOrEqual(1);
  expect(computing?.threads?.key).toMatch(/^[0-9a-f]{24}$/);
  await engine.client.runs.stop({ run: first });
  const second = await start({ epochs: 90_000, seed: 8 });
  expect((await reach(second, 'running')).computing?.threads).toEqual(computing?.threads);
  await engine.client.runs.stop({ run: second });
});

test('a run can be stopped while threads are tried out', async () => {
  const run = await start({ epochs: 100_000, batchSize: 5 });
  await reach(run, 'preparing', 'running');
  await engine.client.runs.stop({ run });
  expect((await reach(run, 'stopped')).state).toBe('stopped');
});

test('a card that is not here is refused before anything is begun', async () => {
  const before = (await engine.client.runs.list({ project: 'Colours' })).length;
  await expect(start({ device: 'gpu:9' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('There is no card gpu:9'),
  });
  expect((await engine.client.runs.list({ project: 'Colours' })).length).toBe(before);
});
