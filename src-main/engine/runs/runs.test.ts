import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MetricPoint } from '#shared/training/run.ts';
import { saveCheckpoint } from '../db/checkpoints.ts';
import { deletePointsAfter, insertPoints } from '../db/metrics.ts';
import { getRun, updateRun } from '../db/runs.ts';
import { writeCheckpointFiles } from '../testing/checkpoint-files.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { runSummary } from './summaries.ts';

let engine: EngineFixture;
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'pets');
});
afterEach(() => engine.close());

const code = (expected: string) => expect.objectContaining({ code: expected });
const project = (dataset: string | null = 'pets') =>
  engine.client.projects.create({ name: 'Pets', template: 'cnn', dataset });
const atRest = (run: string) =>
  vi.waitFor(async () => expect((await engine.client.runs.get({ run })).endedAt).not.toBeNull(), { timeout: 10_000 });

/** The pictures of this dataset do not exist: the run fails while it is prepared, without a trainer. */
async function failedRun() {
  const { config } = await project();
  const run = await engine.client.runs.start({ project: 'Pets', config });
  await atRest(run.id);
  return engine.client.runs.get({ run: run.id });
}

test('a graph with errors is refused, and every problem comes along', async () => {
  const { config, graph } = await project();
  await engine.client.projects.saveGraph({
    project: 'Pets',
    graph: { ...graph, edges: graph.edges.slice(2) },
    base: 1,
  });
  const refused = engine.client.runs.start({ project: 'Pets', config });
  await expect(refused).rejects.toThrow(code('GRAPH_INVALID'));
  await expect(refused).rejects.toMatchObject({
    details: { problems: [{ node: 'rescaling_1' }, { node: 'random_flip_1' }] },
  });
  expect(await engine.client.runs.list({ project: null })).toEqual([]);
});

test('a graph made for other classes is refused before anything is trained', async () => {
  addDataset(engine.context, 'birds', ['crow', 'duck', 'gull', 'heron', 'kite']);
  const { config } = await project();
  await expect(engine.client.runs.start({ project: 'Pets', dataset: 'birds', config })).rejects.toThrow(
    code('GRAPH_INVALID'),
  );
});

test('a project without data says so', async () => {
  const { config } = await project(null);
  await expect(engine.client.runs.start({ project: 'Pets', config })).rejects.toThrow(/no dataset yet/);
});

test('pictures that are gone fail the run by name; it keeps its graph, its number and what was inferred', async () => {
  const run = await failedRun();
  expect(run).toMatchObject({ state: 'failed', number: 1, error: { code: 'DATA_INVALID' }, graphVersion: 1 });
  expect(run.error?.message).toContain('cat/0.png');
  expect(run.bound).toHaveLength(2);
  expect(run.graph.nodes[0]?.params.column).toBe('image');
  expect(run.parameters).toBeGreaterThan(0);
});

test('while it is prepared a run says how many pictures are done, and nothing of it afterwards', async () => {
  const seen: unknown[] = [];
  const { context } = engine;
  const end = context.runFeed.listen(({ run }) => {
    const { state, preparing } = runSummary(context, getRun(context.db.read, run));
    if (preparing) seen.push([state, preparing.done, preparing.total]);
  });
  const run = await failedRun();
  end();
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => ['preparing', i + 1, 20]));
  expect(run.preparing).toBeNull();
});

test('what makes no sense in a state is refused, and says why', async () => {
  const run = await failedRun();
  await expect(engine.client.runs.pause({ run: run.id })).rejects.toThrow(
    /Run 1 of "Pets" is failed: pause works only/,
  );
  await expect(engine.client.runs.stop({ run: run.id })).rejects.toThrow(code('CONFLICT'));
  await expect(engine.client.runs.extend({ run: run.id, epochs: 3 })).rejects.toThrow(code('CONFLICT'));
  await expect(engine.client.results.evaluate({ run: run.id })).rejects.toThrow(/no trained weights yet/);
  await expect(engine.client.runs.get({ run: 'nobody' })).rejects.toThrow(code('NOT_FOUND'));
});

test('a run can be named by project and number', async () => {
  const run = await failedRun();
  expect((await engine.client.runs.get({ run: 'Pets/1' })).id).toBe(run.id);
});

test('only what was trained since the checkpoint is dropped when a run is taken up again', async () => {
  const run = await failedRun();
  const points = Array.from({ length: 40 }, (_, step): MetricPoint => {
    const scope = step % 10 === 9 ? 'epoch' : 'batch';
    return { scope, step, epoch: 1 + Math.floor(step / 10), seconds: step, values: { loss: 1 / (step + 1) } };
  });
  engine.context.db.write((tx) => {
    insertPoints(tx, run.id, points);
    insertPoints(tx, run.id, points.slice(5, 8));
    deletePointsAfter(tx, run.id, 29);
  });
  const { points: all } = await engine.client.runs.points({ run: run.id });
  expect(all).toEqual(points.slice(0, 30));
  const { points: later } = await engine.client.runs.points({ run: run.id, afterStep: 19, limit: 10 });
  expect(later).toEqual(points.slice(20, 30));
});

test('runs that an engine left in the middle are interrupted at the next start, and say from where they can go on', async () => {
  const run = await failedRun();
  const { db } = engine.context;
  const { id: runId } = run;
  writeCheckpointFiles(engine.context.home, runId, 'last', 4);
  db.write((tx) => {
    updateRun(tx, runId, { state: 'running', endedAt: null, error: null });
    saveCheckpoint(tx, { runId, kind: 'last', epoch: 4, step: 40, metrics: {}, bytes: 1, savedAt: '' });
  });
  await engine.context.close();
  engine = await openEngine(engine.folder);
  const found = await engine.client.runs.get({ run: runId });
  expect(found.state).toBe('interrupted');
  expect(found.error?.message).toBe(
    'Strata ended while this run was training. Resume continues after step 40, in epoch 5.',
  );
});

test('runs that waited when the engine ended are started by the next', async () => {
  const run = await failedRun();
  engine.context.db.write((tx) => updateRun(tx, run.id, { state: 'queued', endedAt: null, error: null }));
  await engine.context.close();
  engine = await openEngine(engine.folder);
  await atRest(run.id);
  expect((await engine.client.runs.get({ run: run.id })).state).toBe('failed');
});

test('a run that is removed, and a project with its runs, is in no list', async () => {
  const run = await failedRun();
  await engine.client.runs.remove({ run: run.id });
  expect(await engine.client.runs.list({ project: 'Pets' })).toEqual([]);
  const second = await engine.client.runs.start({ project: 'Pets', config: run.config });
  await atRest(second.id);
  await engine.client.projects.remove({ project: 'Pets' });
  expect(await engine.client.runs.list({ project: null })).toEqual([]);
});

test('a dataset that a run was trained on can’t be removed', async () => {
  await failedRun();
  await expect(engine.client.datasets.remove({ dataset: 'pets' })).rejects.toThrow(code('IN_USE'));
});

test('who watches gets the state at once, then changes, and the end when it is removed', async () => {
  const run = await failedRun();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const event of await engine.client.runs.watch({ run: run.id })) {
      seen.push(event.type === 'run' ? event.run.state : `${event.points.length} points`);
    }
  })();
  await vi.waitFor(() => expect(seen).toEqual(['failed']));
  await engine.client.runs.resume({ run: run.id });
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(1));
  await atRest(run.id);
  await vi.waitFor(() => expect(seen.at(-1)).toBe('failed'));
  await engine.client.runs.remove({ run: run.id });
  await watching;
});

test('trained again with other settings, a run keeps its own network, though the project has another by now', async () => {
  const run = await failedRun();
  const { graph } = await engine.client.projects.get({ project: 'Pets' });
  const frozen = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, frozen: true })) };
  await engine.client.projects.saveGraph({ project: 'Pets', graph: frozen, base: 1 });
  const config = { ...run.config, optimizer: { ...run.config.optimizer, learningRate: 0.25 } };
  const again = await engine.client.runs.duplicate({ run: run.id, config });
  await atRest(again.id);
  const detail = await engine.client.runs.get({ run: again.id });
  expect(detail).toMatchObject({ number: 2, graphVersion: 1, config: { epochs: run.config.epochs } });
  expect(detail.config.optimizer.learningRate).toBe(0.25);
  expect(detail.graph).toEqual(run.graph);
  expect(detail.dataset).toEqual(run.dataset);
});
