import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RateEvent } from '#shared/contract/requests/preflight.ts';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { forecast } from '#shared/training/preflight/forecast.ts';
import { runConfig } from '#shared/training/run.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { writePictures } from '../testing/picture-folder.ts';

let engine: EngineFixture;
let pictures = '';
const NETWORK = 'input[12,12,3] > rescaling(0.0039) > flatten > dense(2) > output';
const config = runConfig.parse({ batchSize: 16, epochs: 5 });

beforeAll(async () => {
  engine = await openEngine();
  pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  await writePictures(pictures, 60);
  const source = { kind: 'folder' as const, path: pictures };
  for await (const _ of await engine.client.datasets.import({ source, name: 'colours' }));
  const { projects } = engine.client;
  const { graphVersion } = await projects.create({ name: 'Colours', template: null, dataset: 'colours' });
  await projects.saveGraph({ project: 'Colours', graph: parseTextGraph(NETWORK), base: graphVersion });
});
afterAll(async () => {
  await engine.close();
  rmSync(pictures, { recursive: true, force: true });
});

test('before anything is decoded a sample tells how long training and decoding will take; afterwards all is there', async () => {
  const first = await engine.client.preflight.measure({ project: 'Colours', config });
  expect(first.decodeSeconds).toBeGreaterThan(0);
  expect(first.measured).toMatchObject({ parameters: 866, checkpointBytes: 3 * 4 * 866 });
  expect(first.measured.steps.map(({ batch }) => batch)).toEqual([2, 16]);
  const told = forecast(first.measured, { ...config, ...first.samples });
  expect(told.fits).toBe(true);
  expect(told.totalSeconds).toBeGreaterThan(told.epochSeconds);
  expect(told.largestBatch).toBeGreaterThan(16);
  const sample = readdirSync(engine.context.home.packed);
  expect(sample).toHaveLength(1);

  const events: RateEvent[] = [];
  for await (const event of await engine.client.preflight.findRate({ project: 'Colours', config })) events.push(event);
  const points = events.filter(({ type }) => type === 'point');
  expect(points.length).toBeGreaterThan(50);

  const again = await engine.client.preflight.measure({ project: 'Colours', config });
  expect(again.decodeSeconds).toBe(0);
});

test('what can not be trained is refused with its problems', async () => {
  const { projects } = engine.client;
  const { graphVersion } = await projects.create({ name: 'Broken', template: null, dataset: 'colours' });
  const graph = parseTextGraph('input[12,12,3] > dense(3) > output');
  await projects.saveGraph({ project: 'Broken', graph, base: graphVersion });
  const refused = { code: 'GRAPH_INVALID', message: expect.stringContaining("can't be trained yet") };
  await expect(engine.client.preflight.measure({ project: 'Broken', config })).rejects.toMatchObject(refused);
});

test('who no longer wants to know leaves no process behind', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const points = await engine.client.preflight.findRate({ project: 'Colours', config }, { signal });
  await points.next();
  controller.abort();
  await expect(points.next()).rejects.toBeDefined();
});

test('nothing that is tried beforehand waits for XLA to compile', async () => {
  const start = engine.context.startTrainer;
  const asked: unknown[] = [];
  const watching = vi.spyOn(engine.context, 'startTrainer').mockImplementation(async (options) => {
    const trainer = await start(options);
    const { findRate, measureSteps } = trainer.client;
    const client = {
      ...trainer.client,
      findRate: (...[request, own]: Parameters<typeof findRate>) => {
        asked.push(request.config.xla);
        return findRate(request, own);
      },
      measureSteps: (...[request, own]: Parameters<typeof measureSteps>) => {
        asked.push(request.config.xla);
        return measureSteps(request, own);
      },
    };
    return { ...trainer, client };
  });
  try {
    const compiled = { project: 'Colours', config: { ...config, xla: true } };
    await engine.client.preflight.measure(compiled);
    let points = 0;
    for await (const { type } of await engine.client.preflight.findRate(compiled)) if (type === 'point') points++;
    expect(points).toBeGreaterThan(50);
  } finally {
    watching.mockRestore();
  }
  expect(asked).toEqual([false, false]);
});
