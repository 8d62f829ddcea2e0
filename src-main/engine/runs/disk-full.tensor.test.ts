import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { RunState } from '#shared/training/run.ts';
import { followRun } from '../../cli/follow-run.ts';
import { Output } from '../../cli/output.ts';
import { checkpointFolder } from '../home.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { writePictures } from '../testing/picture-folder.ts';
import { type SmallDisk, smallDisk } from '../testing/small-disk.ts';

let disk: SmallDisk;
let engine: EngineFixture;
let pictures = '';
beforeAll(async () => {
  disk = smallDisk(64);
  engine = await openEngine(join(disk.folder, 'home'));
  pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  await writePictures(pictures, 20);
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await engine.client.datasets.import({ source, name: 'colours' }));
  const { projects } = engine.client;
  const { graphVersion } = await projects.create({ name: 'Colours', template: null, dataset: 'colours' });
  const graph = parseTextGraph(
    'input[12,12,3] > rescaling(0.0039) > flatten > dropout(0.1) > dense(64) > dense(2) > output',
  );
  await projects.saveGraph({ project: 'Colours', graph, base: graphVersion });
});
afterAll(async () => {
  await engine?.close();
  rmSync(pictures, { recursive: true, force: true });
  disk?.close();
});

/** Long enough for the disk to be filled while it trains: an epoch takes milliseconds. */
const EPOCHS = 200;

const start = async (epochs: number) => {
  const { config } = await engine.client.projects.get({ project: 'Colours' });
  const request = {
    project: 'Colours',
    config: { ...config, epochs, batchSize: 4, seed: 7, best: 'val_loss' as const },
  };
  return (await engine.client.runs.start(request)).id;
};
const reach = (run: string, ...states: RunState[]) =>
  vi.waitFor(
    async () => {
      const found = await engine.client.runs.get({ run });
      if (!states.includes(found.state)) throw new Error(`${found.state}: ${found.error?.message}`);
      return found;
    },
    { timeout: 90_000, interval: 20 },
  );
/** The files of the last checkpoint: what `state.json` names is the checkpoint. */
const lastOf = (run: string) => {
  const folder = join(checkpointFolder(engine.context.home, run), 'last');
  const file = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));
  return {
    epoch: file.state.epoch,
    weights: readFileSync(join(folder, file.weights)).toString('hex'),
    files: readdirSync(folder),
  };
};

test('a full disk at a checkpoint pauses the run; with room again it goes on to the same weights', async () => {
  const undisturbed = await start(EPOCHS);
  await reach(undisturbed, 'completed');

  const run = await start(EPOCHS);
  // What the command line prints meanwhile.
  const printed: string[] = [];
  const collect = { isTTY: false, write: (text: string) => printed.push(text) > 0 };
  const output = new Output(true, { stdout: collect, stderr: { isTTY: false, write: () => true } });
  const followed = followRun(engine.client, output, run, 0, new AbortController().signal);
  await vi.waitFor(
    async () => {
      const { checkpoints } = await engine.client.runs.get({ run });
      expect(checkpoints.find(({ kind }) => kind === 'last')?.epoch).toBeGreaterThanOrEqual(2);
    },
    { timeout: 90_000, interval: 5 },
  );
  disk.fill();
  const found = await reach(run, 'paused');
  expect(found.error).toMatchObject({ code: 'DISK_FULL', details: { freeBytes: expect.any(Number) } });
  expect(found.error?.message).toMatch(
    /is full .*so this run is paused\. Free some space \(empty the trash,.* then resume/,
  );
  expect(lastOf(run).epoch).toBeGreaterThanOrEqual(2);
  expect(lastOf(run).files).toHaveLength(3);
  // Nobody who only reads hears of it: the window goes on to show the curve and what was found.
  const reads = { run, afterStep: 0, limit: 10 };
  expect((await engine.client.runs.points(reads)).points).not.toEqual([]);
  await engine.client.runs.health(reads);
  await engine.client.runs.findings({ run });
  await vi.waitFor(() => expect(printed.join('')).toContain('paused'), { timeout: 20_000 });
  // Resuming says so again, at once where the database has no room either, and loses nothing.
  const again = await engine.client.runs.resume({ run }).then(
    async () => (await reach(run, 'paused')).error,
    (error: unknown) => error,
  );
  expect(again).toMatchObject({ code: 'DISK_FULL' });

  disk.free();
  await vi.waitFor(async () => engine.client.runs.resume({ run }), { timeout: 20_000, interval: 200 });
  const ended = await reach(run, 'completed');
  expect(ended).toMatchObject({ error: null, engine: 'graph' });
  expect(lastOf(run).weights).toBe(lastOf(undisturbed).weights);
  const points = async (id: string) =>
    (await engine.client.runs.points({ run: id, afterStep: 0, limit: 10_000 })).points.map(
      ({ scope, step, values }) => ({ scope, step, values }),
    );
  expect(await points(run)).toEqual(await points(undisturbed));
  expect((await followed).state).toBe('completed');
  const told = printed.map((line) => JSON.parse(line) as { event: string; error?: object });
  expect(told.find(({ event }) => event === 'paused')).toMatchObject({ run, error: found.error });
});

test('a run that a full disk paused can be stopped: nobody waits for room, and its checkpoint is kept', async () => {
  const run = await start(EPOCHS);
  await vi.waitFor(async () => expect((await engine.client.runs.get({ run })).checkpoints).not.toEqual([]), {
    timeout: 90_000,
    interval: 5,
  });
  disk.fill();
  await reach(run, 'paused');
  const { state, error } = await engine.client.runs.stop({ run });
  expect({ state, code: error?.code }).toEqual({ state: 'interrupted', code: 'DISK_FULL' });
  expect(error?.message).toMatch(/this run was interrupted\. .* Resume continues after step \d+/);
  expect(lastOf(run).files).toHaveLength(3);
  disk.free();
  await vi.waitFor(async () => engine.client.runs.resume({ run }), { timeout: 20_000, interval: 200 });
  await reach(run, 'preparing', 'running');
  await engine.client.runs.stop({ run });
});

test('export onto a full disk says so, and leaves nothing there', async () => {
  const run = await start(1);
  await reach(run, 'completed');
  const target = smallDisk(1);
  try {
    target.fill();
    const out = join(target.folder, 'model');
    await expect(engine.client.results.export({ run, format: 'tfjs', out })).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('Nothing was exported'),
    });
    expect(readdirSync(target.folder)).toEqual(['.ballast']);
    target.free();
    expect((await engine.client.results.export({ run, format: 'tfjs', out })).certificate.verified).toBe(true);
    target.makeReadOnly();
    const refused = engine.client.results.export({ run, format: 'tfjs', out: join(target.folder, 'other') });
    await expect(refused).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('read-only'),
    });
  } finally {
    target.close();
  }
});
