import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

/** Its pictures do not exist: it fails while it is prepared, and is a run at rest. */
async function runOn(dataset: string, project: string): Promise<string> {
  addDataset(engine.context, dataset);
  const { config } = await engine.client.projects.create({ name: project, template: 'cnn', dataset });
  const { id } = await engine.client.runs.start({ project, config });
  const ended = async () => expect((await engine.client.runs.get({ run: id })).endedAt).not.toBeNull();
  await vi.waitFor(ended, { timeout: 10_000 });
  return id;
}

test('runs on different data are refused by name, before anything is computed', async () => {
  const a = await runOn('pets', 'Pets');
  const b = await runOn('strays', 'Strays');
  await expect(engine.client.results.compare({ a, b })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(/Pets\/1 was made with pets, version 1, run Strays\/1 with strays, version 1/),
  });
});

test('a run against itself, and a run without weights, are refused', async () => {
  const a = await runOn('pets', 'Pets');
  await expect(engine.client.results.compare({ a, b: 'Pets/1' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const { config } = await engine.client.projects.get({ project: 'Pets' });
  const { id: b } = await engine.client.runs.start({ project: 'Pets', config });
  await expect(engine.client.results.compare({ a, b })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
