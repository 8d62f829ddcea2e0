import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Trainer } from '#main/transport/trainer-process.ts';
import type { StepsEvent } from '#shared/contract/requests/steps.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { writePictures } from '../testing/picture-folder.ts';
import { StepSessions } from './step-sessions.ts';

let engine: EngineFixture;
let pictures = '';
const NETWORK = 'input[12,12,3] > rescaling(0.0039) > flatten > dropout(0.1) > dense(2) > output';

beforeAll(async () => {
  engine = await openEngine();
  pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  await writePictures(pictures, 20);
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await engine.client.datasets.import({ source, name: 'colours' }));
  const { projects } = engine.client;
  const { graphVersion, config } = await projects.create({ name: 'Colours', template: null, dataset: 'colours' });
  await projects.saveGraph({ project: 'Colours', graph: parseTextGraph(NETWORK), base: graphVersion });
  await projects.setConfig({ project: 'Colours', config: { ...config, batchSize: 4, epochs: 2 } });
});
afterAll(async () => {
  await engine.close();
  rmSync(pictures, { recursive: true, force: true });
});

type Opened = Extract<StepsEvent, { type: 'opened' }>;
type Request = Parameters<EngineFixture['client']['steps']['open']>[0];

/** Opens a session and reads on until it is there. */
async function open(request: Request) {
  const controller = new AbortController();
  const events = await engine.client.steps.open(request, { signal: controller.signal });
  for (let next = await events.next(); !next.done; next = await events.next()) {
    if (next.value.type === 'opened') return { opened: next.value as Opened, events, leave: () => controller.abort() };
  }
  throw new Error('it ended before it was opened');
}

test('a project is stepped through on its own data, and ends with whoever reads', async () => {
  const { opened, events, leave } = await open({ project: 'Colours' });
  expect(opened).toMatchObject({ batchesPerEpoch: 7, parameters: 866, config: { batchSize: 4 } });
  expect(opened.bound.join(' ')).toContain('stretched to 12 × 12 pixels');
  const { session } = opened;

  const first = await engine.client.steps.run({ session, batch: 0 });
  expect(first).toMatchObject({ batch: 0, step: 1, count: 4, epoch: 0 });
  expect(first.samples.map(({ truth }) => ['blue', 'red'].includes(truth))).toEqual([true, true, true, true]);
  expect(first.nodes.map(({ node }) => node)).toEqual(opened.graph.nodes.map(({ id }) => id));
  const { total } = await engine.client.datasets.samples({
    version: opened.dataset.version,
    filter: { split: 'train', label: null, search: '' },
    offset: 0,
    limit: 100,
  });
  expect(total).toBe(28);

  // The picture at the input is the very picture of that sample: mostly of its class's colour.
  const { views } = await engine.client.steps.view({
    session,
    batch: 0,
    node: 'input_1',
    part: 'activation',
    tiles: 3,
  });
  const [red = 0, , blue = 0] = [0, 1, 2].map(
    (await views[0]?.view.data
      .arrayBuffer()
      .then((buffer) => (tile: number) => new Uint8Array(buffer)[tile * 144] ?? 0)) ?? (() => 0),
  );
  expect(first.samples[0]?.truth).toBe(red > blue ? 'red' : 'blue');

  expect((await engine.client.steps.run({ session, batch: 1 })).step).toBe(2);
  await expect(engine.client.steps.run({ session, batch: 5 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await engine.client.steps.run({ session, batch: 0 })).toEqual(first);

  leave();
  expect(await events.next()).toMatchObject({ value: { type: 'ended', reason: 'closed' } });
  await events.next();
  await expect(engine.client.steps.run({ session, batch: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the same pictures again and again are learnt by heart', async () => {
  const { opened, leave } = await open({ project: 'Colours', samples: { kind: 'chosen', indices: [0, 39, 0] } });
  const losses: number[] = [];
  for (let batch = 0; batch < 30; batch++) {
    const record = await engine.client.steps.run({ session: opened.session, batch });
    expect(record.samples.map(({ index }) => index)).toEqual([0, 39]);
    losses.push(record.loss ?? Number.NaN);
  }
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  leave();
  await expect(open({ project: 'Colours', samples: { kind: 'chosen', indices: [40] } })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('has 40 samples'),
  });
});

test("with a run's weights it goes on where the run stopped", async () => {
  const { config } = await engine.client.projects.get({ project: 'Colours' });
  const { id: run } = await engine.client.runs.start({ project: 'Colours', config });
  const finished = await vi.waitFor(
    async () => {
      const found = await engine.client.runs.get({ run });
      expect(found.state).toBe('completed');
      return found;
    },
    { timeout: 60_000, interval: 50 },
  );
  const weights = { kind: 'run', run, checkpoint: 'last' } as const;
  const { opened, leave } = await open({ project: 'Colours', weights });
  const record = await engine.client.steps.run({ session: opened.session, batch: 0 });
  expect(record).toMatchObject({ epoch: 2, batchInEpoch: 0, step: 15 });
  expect(record.loss).toBeLessThan(Number(finished.metrics.loss) * 2);
  leave();
});

test('what is wrong is said before anything starts', async () => {
  const { projects } = engine.client;
  await projects.create({ name: 'Bare', template: null, dataset: null });
  await expect(open({ project: 'Bare' })).rejects.toMatchObject({ message: expect.stringContaining('no dataset') });
  const { graphVersion } = await projects.create({ name: 'Broken', template: null, dataset: 'colours' });
  const graph = parseTextGraph('input[12,12,3] > dense(3) > output');
  await projects.saveGraph({ project: 'Broken', graph, base: graphVersion });
  const refused = open({ project: 'Broken' });
  await expect(refused).rejects.toMatchObject({
    code: 'GRAPH_INVALID',
    message: expect.stringMatching(/^"Broken" can't be stepped through yet: /),
    details: { problems: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) },
  });
  await expect(
    open({ project: 'Colours', weights: { kind: 'run', run: 'run_nothing', checkpoint: 'best' } }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

/** The engine, and the processes that it starts. */
function watched() {
  const trainers: Trainer[] = [];
  const context = {
    ...engine.context,
    startTrainer: async () => {
      const trainer = await engine.context.startTrainer();
      trainers.push(trainer);
      return trainer;
    },
  };
  return { context, trainers };
}

test('a third session ends the first; unused, it ends by itself; its process never stays behind', async () => {
  const first = await open({ project: 'Colours' });
  const others = [await open({ project: 'Colours' }), await open({ project: 'Colours' })];
  expect(await first.events.next()).toMatchObject({ value: { type: 'ended', reason: 'replaced' } });
  await expect(engine.client.steps.run({ session: first.opened.session, batch: 0 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  for (const other of others) other.leave();

  const { context, trainers } = watched();
  const impatient = new StepSessions(context, 50);
  const events = impatient.open({ project: 'Colours', weights: { kind: 'fresh' }, samples: { kind: 'training' } });
  const heard: string[] = [];
  for await (const event of events) heard.push(event.type === 'ended' ? event.reason : event.type);
  expect(heard).toEqual(['opened', 'idle']);
  expect(trainers.map(({ process }) => process.exitCode)).toEqual([0]);
});

test('a killed process is told of', async () => {
  const { context, trainers } = watched();
  const sessions = new StepSessions(context);
  const events = sessions.open({ project: 'Colours', weights: { kind: 'fresh' }, samples: { kind: 'training' } });
  expect(await events.next()).toMatchObject({ value: { type: 'opened' } });
  const ending = events.next();
  trainers[0]?.process.kill('SIGKILL');
  await expect(ending).rejects.toMatchObject({
    code: 'TRAINER_FAILED',
    message: expect.stringContaining('was killed'),
  });
});
