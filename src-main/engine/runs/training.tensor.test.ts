import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { RunState } from '#shared/training/run.ts';
import { readNpy, writeNpy } from '../evaluate/npy.ts';
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
  const graph = parseTextGraph('input[12,12,3] > rescaling(0.0039) > flatten > dropout(0.1) > dense(2) > output');
  await projects.saveGraph({ project: 'Colours', graph, base: graphVersion });
});
afterAll(async () => {
  await engine.close();
  rmSync(pictures, { recursive: true, force: true });
});

const start = async (epochs: number, seed = 7) => {
  const { config } = await engine.client.projects.get({ project: 'Colours' });
  const request = { project: 'Colours', config: { ...config, epochs, batchSize: 4, seed, best: 'val_loss' as const } };
  return (await engine.client.runs.start(request)).id;
};
const reach = (run: string, ...states: RunState[]) =>
  vi.waitFor(
    async () => {
      const found = await engine.client.runs.get({ run });
      if (!states.includes(found.state)) throw new Error(`${found.state}: ${found.error?.message}`);
      return found;
    },
    { timeout: 60_000, interval: 20 },
  );
const afterEpoch = (run: string, epoch: number) =>
  vi.waitFor(
    async () => {
      const { checkpoints } = await engine.client.runs.get({ run });
      expect(checkpoints.find((each) => each.kind === 'last')?.epoch).toBeGreaterThanOrEqual(epoch);
    },
    { timeout: 60_000, interval: 20 },
  );

describe('a whole run', () => {
  let run = '';
  beforeAll(async () => {
    run = await start(6);
    await reach(run, 'completed');
  });

  test('has its metrics, its points and its checkpoints', async () => {
    const found = await engine.client.runs.get({ run });
    expect(found).toMatchObject({ number: 1, error: null, engine: expect.any(String), parameters: 866 });
    expect(found.metrics.val_accuracy).toBe(1);
    expect(found.bestEpoch).toBe(found.checkpoints.find((each) => each.kind === 'best')?.epoch);
    expect(found.progress).toMatchObject({ epoch: 6, epochs: 6 });
    expect(found.seconds).toBeGreaterThan(0);
    const { points } = await engine.client.runs.points({ run });
    expect(points.filter((point) => point.scope === 'epoch').map((point) => point.epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(points.filter((point) => point.scope === 'batch')).toHaveLength(6 * 7);
  });

  test('is evaluated once, with the pictures behind each cell', async () => {
    const first = await engine.client.results.evaluate({ run, split: 'test' });
    expect(first.samples).toBe(6);
    expect(first.confusion).toEqual({
      labels: ['blue', 'red'],
      matrix: [
        [3, 0],
        [0, 3],
      ],
    });
    expect(first.accuracyInterval?.low).toBeCloseTo(0.61, 2);
    expect(first.metrics.loss).toBeGreaterThan(0);
    const begin = performance.now();
    expect(await engine.client.results.evaluate({ run, split: 'test' })).toEqual(first);
    const request = { run, split: 'test' as const, truth: 'red', predicted: 'red' };
    const cell = await engine.client.results.cell(request);
    expect(performance.now() - begin).toBeLessThan(500);
    expect(cell.samples.map((sample) => sample.path.slice(0, 4))).toEqual(['red/', 'red/', 'red/']);
    const confidences = cell.samples.map((sample) => sample.confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    for (const { scores, confidence, path } of cell.samples) {
      expect(scores[1]).toBe(confidence);
      expect((scores[0] ?? 0) + (scores[1] ?? 0)).toBeCloseTo(1, 6);
      // The very picture, asked again, is answered the same.
      const [answer] = await engine.client.results.predictFiles({ run, paths: [join(pictures, path)] });
      expect(answer?.outputs.output_1).toEqual({
        blue: expect.closeTo(scores[0] ?? 0, 6),
        red: expect.closeTo(scores[1] ?? 0, 6),
      });
    }
    expect((await engine.client.results.cell({ ...request, predicted: 'blue' })).samples).toEqual([]);
  });

  test('predicts a file, a dropped picture and a tensor alike', async () => {
    const path = join(pictures, 'red', '003.png');
    const [file] = await engine.client.results.predictFiles({ run, paths: [path] });
    const dropped = { run, name: 'x.png', data: new Blob([readFileSync(path)]) };
    const picture = await engine.client.results.predictPicture(dropped);
    expect(picture.outputs).toEqual(file?.outputs);
    const probabilities = file?.outputs.output_1 as Record<string, number>;
    expect(probabilities.red).toBeGreaterThan(0.5);
    expect((probabilities.red ?? 0) + (probabilities.blue ?? 0)).toBeCloseTo(1, 5);

    const input = join(engine.folder, 'in.npy');
    const pixels = new Float32Array(2 * 12 * 12 * 3).map((_, i) => [217, 46, 27][i % 3] as number);
    writeFileSync(input, writeNpy({ dtype: 'float32', shape: [2, 12, 12, 3], data: pixels }));
    const out = join(engine.folder, 'out.npy');
    expect(await engine.client.results.predictTensors({ run, inputs: [input], out })).toMatchObject({ files: [out] });
    const answer = readNpy(readFileSync(out), 'out.npy');
    expect(answer.shape).toEqual([2, 2]);
    expect(answer.data[1]).toBeCloseTo(probabilities.red ?? 0, 5);
  });

  test('refuses what is no picture by name', async () => {
    const data = new Blob(['not a picture']);
    await expect(engine.client.results.predictPicture({ run, name: 'song.png', data })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('song.png'),
    });
  });

  test('is exported with a certificate from another process; other formats and foreign folders are refused', async () => {
    const out = join(engine.folder, 'my model, 100 % ü #1');
    const result = await engine.client.results.export({ run, format: 'tfjs', out });
    expect(result.certificate).toMatchObject({ verified: true, samples: 6, agreement: 1 });
    expect(result.certificate.maxAbsDifference).toBeLessThan(1e-5);
    expect(readdirSync(out).sort()).toEqual(result.files.map((file) => file.path).sort());
    expect(JSON.parse(readFileSync(join(out, 'labels.json'), 'utf8'))).toEqual(['blue', 'red']);
    const again = await engine.client.results.export({ run, format: 'tfjs', out });
    const { bestEpoch: checkpointEpoch } = await engine.client.runs.get({ run });
    expect(await engine.client.results.exports({ run })).toEqual([
      { format: 'tfjs', ...again, checkpointEpoch, isCurrent: true, present: true },
    ]);
    await expect(engine.client.results.export({ run, format: 'tfjs', out: pictures })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    await expect(engine.client.results.export({ run, format: 'onnx', out })).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
    });
  });

  test('is set against another run, sample by sample; the run itself is refused', async () => {
    const other = await start(1, 3);
    await reach(other, 'completed');
    const ours = await engine.client.results.evaluate({ run });
    const theirs = await engine.client.results.evaluate({ run: other });
    const found = await engine.client.results.compare({ a: run, b: other });
    expect(found).toMatchObject({ a: run, b: other, split: 'test', samples: 6 });
    expect(found.bothRight + found.onlyA + found.onlyB + found.bothWrong).toBe(6);
    expect((found.bothRight + found.onlyA) / 6).toBeCloseTo(Number(ours.metrics.accuracy), 6);
    expect((found.bothRight + found.onlyB) / 6).toBeCloseTo(Number(theirs.metrics.accuracy), 6);
    expect(found.onlyAPictures).toHaveLength(found.onlyA);
    for (const { path, truth, a, b } of found.onlyAPictures) {
      expect(path.startsWith(`${truth}/`)).toBe(true);
      expect([a.predicted === truth, b.predicted === truth]).toEqual([true, false]);
    }
    const back = await engine.client.results.compare({ a: other, b: run });
    expect(back).toMatchObject({ onlyA: found.onlyB, onlyB: found.onlyA, p: found.p });
    expect(back.interval.low).toBeCloseTo(-found.interval.high, 10);
    await expect(engine.client.results.compare({ a: run, b: run })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('goes on for more epochs', async () => {
    await engine.client.runs.extend({ run, epochs: 2 });
    const found = await reach(run, 'completed');
    expect(found.config.epochs).toBe(8);
    const { points } = await engine.client.runs.points({ run });
    expect(points.filter((point) => point.scope === 'epoch')).toHaveLength(8);
  });
});

test('a branch goes on from a checkpoint as a run of its own; the other stays as it is', async () => {
  const { runs } = engine.client;
  const source = await start(3);
  await reach(source, 'completed');
  const before = await runs.get({ run: source });
  const same = await runs.branch({ run: source, checkpoint: 'last', epochs: 2 });
  const other = await runs.branch({ run: source, checkpoint: 'last', epochs: 2, learningRate: 0.5 });
  expect(same).toMatchObject({
    origin: { run: source, number: before.number, checkpoint: 'last', epoch: 3, step: 21 },
    config: { ...before.config, epochs: 5 },
  });
  const straight = await start(5);
  for (const run of [same.id, other.id, straight]) await reach(run, 'completed');
  // What a run of five epochs would have come to, had it been planned so.
  const curve = async (run: string) =>
    (await runs.points({ run })).points.map(({ scope, step, epoch, values }) => ({ scope, step, epoch, values }));
  expect(await curve(same.id)).toEqual(await curve(straight));
  expect((await curve(other.id)).slice(0, 24)).toEqual((await curve(straight)).slice(0, 24));
  expect((await curve(other.id)).at(-1)).not.toEqual((await curve(straight)).at(-1));
  // It is judged by its own epochs.
  expect((await runs.get({ run: same.id })).bestEpoch).toBeGreaterThan(3);
  expect(await runs.get({ run: source })).toEqual(before);
});

test('while it trains: another learning rate, a checkpoint at once, a stop at the end of the epoch', async () => {
  const { runs } = engine.client;
  const run = await start(2000);
  await afterEpoch(run, 1);
  await runs.setLearningRate({ run, rate: 0.02 });
  await vi.waitFor(async () => expect((await runs.get({ run })).progress?.learningRate).toBe(0.02), {
    timeout: 10_000,
  });
  await runs.save({ run });
  expect((await runs.stop({ run, when: 'epoch-end' })).stopsAfterEpoch).toBe(true);
  const { progress, checkpoints } = await reach(run, 'stopped');
  expect(progress).toMatchObject({ step: expect.any(Number), stepsPerEpoch: 7 });
  expect((progress?.step ?? 1) % 7).toBe(0);
  expect(checkpoints.find(({ kind }) => kind === 'last')?.metrics.learning_rate).toBe(0.02);
  const refused = { code: 'CONFLICT', message: expect.stringContaining('only while it is running or paused') };
  await expect(runs.setLearningRate({ run, rate: 0.1 })).rejects.toMatchObject(refused);
  await expect(runs.save({ run })).rejects.toMatchObject(refused);
});

test('pause holds it, resume goes on, stop keeps what there is, and resume ends it', async () => {
  const run = await start(400);
  await reach(run, 'running');
  expect((await engine.client.runs.pause({ run })).state).toBe('paused');
  await new Promise((resolve) => setTimeout(resolve, 400));
  const { points: before } = await engine.client.runs.points({ run });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await engine.client.runs.points({ run })).points).toEqual(before);
  expect(engine.context.isBusy()).toBe(false);
  expect((await engine.client.runs.resume({ run })).state).toBe('running');
  await afterEpoch(run, 1);
  const stopped = await engine.client.runs.stop({ run });
  expect(stopped).toMatchObject({ state: 'stopped', error: null });
  expect(stopped.metrics.loss).toBeGreaterThan(0);
  await engine.client.runs.resume({ run });
  await reach(run, 'running');
  await engine.client.runs.stop({ run });
});

test('one after the other, and one that waits can be stopped', async () => {
  const first = await start(400);
  const second = await start(2);
  const third = await start(2);
  await reach(first, 'running');
  expect((await engine.client.runs.get({ run: second })).state).toBe('queued');
  expect((await engine.client.runs.stop({ run: second })).state).toBe('stopped');
  await engine.client.runs.stop({ run: first });
  await reach(third, 'completed');
  expect((await engine.client.runs.get({ run: second })).state).toBe('stopped');
});

test('a trainer that is killed leaves the run interrupted; resumed, it ends where an undisturbed one does', async () => {
  const undisturbed = await start(14, 11);
  const expected = await reach(undisturbed, 'completed');
  const run = await start(14, 11);
  await afterEpoch(run, 3);
  engine.context.queue.active(run)?.trainer?.process.kill('SIGKILL');
  const interrupted = await reach(run, 'interrupted');
  expect(interrupted.error).toMatchObject({ code: 'TRAINER_FAILED', message: expect.stringContaining('was killed') });
  await engine.client.runs.resume({ run });
  const found = await reach(run, 'completed');
  expect(found.metrics).toEqual(expected.metrics);
  const values = async (id: string) =>
    (await engine.client.runs.points({ run: id })).points.map(({ scope, step, values }) => ({ scope, step, values }));
  expect(await values(run)).toEqual(await values(undisturbed));
});

test.for(['SIGSEGV', 'SIGABRT'] as const)('a trainer that dies of %s leaves a crash report', async (signal) => {
  await engine.client.help.removeCrashes();
  const run = await start(400);
  await afterEpoch(run, 1);
  engine.context.queue.active(run)?.trainer?.process.kill(signal);
  const interrupted = await reach(run, 'interrupted');
  expect(interrupted.error?.message).toContain(`crashed (${signal}) while this run was training. Resume continues`);
  await vi.waitFor(async () => expect((await engine.client.help.crashes()).reports).toHaveLength(1));
  const { reports } = await engine.client.help.crashes();
  expect(reports).toMatchObject([{ process: 'trainer', run, what: `A training process crashed (${signal}).` }]);
  await engine.client.runs.resume({ run });
  await reach(run, 'running');
  await engine.client.runs.stop({ run });
  // Told to stop, it leaves none.
  expect((await engine.client.help.crashes()).reports).toHaveLength(1);
});

test('closing Strata keeps where a run stands; reopened, it goes on from there', async () => {
  const run = await start(400);
  await afterEpoch(run, 2);
  await engine.context.close();
  engine = await openEngine(engine.folder);
  const found = await engine.client.runs.get({ run });
  expect(found).toMatchObject({
    state: 'interrupted',
    error: { message: expect.stringContaining('Strata was closed') },
  });
  await engine.client.runs.resume({ run });
  await reach(run, 'running');
  await engine.client.runs.stop({ run });
});
