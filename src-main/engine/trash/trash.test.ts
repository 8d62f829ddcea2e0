import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { saveExport } from '../db/exports.ts';
import { updateRun } from '../db/runs.ts';
import { project, run } from '../db/schema.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'pets');
});
afterEach(() => engine.close());

const code = (expected: string) => expect.objectContaining({ code: expected });
const newProject = (name = 'Pets') => engine.client.projects.create({ name, template: 'cnn', dataset: 'pets' });
const names = async () => (await engine.client.projects.list()).map(({ name }) => name).sort();
const trashed = async () => (await engine.client.trash.list()).entries.map(({ kind, name }) => `${kind} ${name}`);

/** The pictures don't exist, so the run fails while it is prepared; `bytes` stand for its weights. */
async function trainedRun(projectName = 'Pets', bytes = 1000) {
  const { config } = await engine.client.projects.get({ project: projectName });
  const { id } = await engine.client.runs.start({ project: projectName, config });
  await vi.waitFor(async () => expect((await engine.client.runs.get({ run: id })).endedAt).not.toBeNull(), {
    timeout: 10_000,
  });
  const folder = join(engine.context.home.runs, id, 'checkpoints', 'best');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weights.bin'), Buffer.alloc(bytes));
  return engine.client.runs.get({ run: id });
}

describe('a project in the trash', () => {
  test('is nowhere but there; its name is free; it comes back whole, under another name where that is taken', async () => {
    await newProject();
    const first = await trainedRun();
    const second = await trainedRun();
    await engine.client.runs.rename({ run: first.id, name: 'wide' });
    await engine.client.runs.remove({ run: second.id });
    const told: string[] = [];
    engine.context.changes.listen(({ kind }) => told.push(kind));
    await engine.client.projects.remove({ project: 'pets' });
    expect(new Set(told)).toEqual(new Set(['project', 'run', 'trash']));

    expect(await names()).toEqual([]);
    expect(await engine.client.runs.list({ project: null })).toEqual([]);
    await expect(engine.client.projects.get({ project: 'Pets' })).rejects.toThrow(/is in the trash/);
    await expect(engine.client.runs.get({ run: first.id })).rejects.toThrow(/Restore the project first/);
    // The run that was deleted before it is part of it now.
    const { entries } = await engine.client.trash.list();
    expect(entries).toEqual([expect.objectContaining({ kind: 'project', name: 'Pets', runs: 1, bytes: 2000 })]);

    await newProject('PETS');
    const restored = await engine.client.trash.restore({ kind: 'project', item: 'Pets' });
    expect(restored).toMatchObject({ name: 'Pets 2', formerName: 'Pets' });
    expect(await names()).toEqual(['PETS', 'Pets 2']);
    const runs = await engine.client.runs.list({ project: 'Pets 2' });
    expect(runs).toEqual([expect.objectContaining({ id: first.id, number: 1, name: 'wide' })]);
    expect(await trashed()).toEqual(['run Run 2']);
  });

  test('deleted for good it takes its runs and their files along, those deleted before it too', async () => {
    await newProject();
    const [first, second] = [await trainedRun(), await trainedRun('Pets', 500)];
    await engine.client.runs.remove({ run: first.id });
    await engine.client.projects.remove({ project: 'Pets' });
    expect(await engine.client.trash.deleteForever({ kind: 'project', item: 'Pets' })).toEqual({ freedBytes: 1500 });
    expect(readdirSync(engine.context.home.runs)).toEqual([]);
    expect(engine.context.db.read.select().from(run).all()).toEqual([]);
    expect(engine.context.db.read.select().from(project).all()).toEqual([]);
    await expect(engine.client.trash.restore({ kind: 'project', item: 'Pets' })).rejects.toThrow(code('NOT_FOUND'));
    await expect(engine.client.runs.get({ run: second.id })).rejects.toThrow(/There is no run/);
  });

  test('can not go there while it is trained', async () => {
    await newProject();
    const { id } = await trainedRun();
    engine.context.db.write((tx) => updateRun(tx, id, { state: 'running' }));
    await expect(engine.client.projects.remove({ project: 'Pets' })).rejects.toThrow(
      /Run 1 of "Pets" is running. Stop/,
    );
    await expect(engine.client.runs.remove({ run: id })).rejects.toThrow(/Run 1 of "Pets" is running. Stop it first/);
    expect(await trashed()).toEqual([]);
  });
});

describe('a run in the trash', () => {
  test('counts nowhere, keeps its number for itself, and comes back', async () => {
    await newProject();
    const { id, config } = await trainedRun();
    await engine.client.runs.remove({ run: id });
    expect((await engine.client.projects.list())[0]).toMatchObject({ runs: 0, lastRun: null, nextRun: 2 });
    expect(await engine.client.projects.versions({ project: 'Pets' })).toMatchObject([{ usedByRuns: [] }]);
    const next = await engine.client.runs.start({ project: 'Pets', config });
    expect(next.number).toBe(2);
    expect(await engine.client.trash.count()).toEqual({ count: 1 });
    const restored = await engine.client.trash.restore({ kind: 'run', item: 'pets/1' });
    expect(restored).toEqual({ id, name: 'Run 1', formerName: null });
    expect((await engine.client.projects.list())[0]).toMatchObject({ runs: 2 });
  });

  test('that waited in the queue does not begin when it comes back', async () => {
    await newProject();
    const { id } = await trainedRun();
    engine.context.db.write((tx) => updateRun(tx, id, { state: 'queued', endedAt: null }));
    await engine.client.runs.remove({ run: id });
    await engine.client.trash.restore({ kind: 'run', item: id });
    expect((await engine.client.runs.get({ run: id })).state).toBe('stopped');
  });

  test('the number of the newest is not given again once it is deleted for good', async () => {
    await newProject();
    const { id, config } = await trainedRun();
    await engine.client.runs.remove({ run: id });
    await engine.client.trash.deleteForever({ kind: 'run', item: id });
    expect((await engine.client.runs.start({ project: 'Pets', config })).number).toBe(2);
  });

  test('takes exports in the data folder with it, and leaves those elsewhere', async () => {
    await newProject();
    const { id } = await trainedRun('Pets', 10);
    const inside = join(engine.context.home.exports, 'pets');
    const outside = join(engine.folder, 'my models');
    const strange = join(engine.context.home.exports, 'of-another-run');
    const write = (folder: string, of: string) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'certificate.json'), JSON.stringify({ run: of, checkedAt: 'then' }));
      const certificate = {
        verified: true,
        runtime: '',
        samples: 1,
        maxAbsDifference: 0,
        agreement: 1,
        checkedAt: 'then',
      };
      const rest = { files: [], checkpoint: 'best' as const, step: 1, epoch: 1, createdAt: '' };
      engine.context.db.write((tx) => saveExport(tx, { runId: id, format: 'tfjs', folder, certificate, ...rest }));
    };
    write(inside, id);
    write(outside, id);
    write(strange, 'run_other');
    await engine.client.runs.remove({ run: id });
    await engine.client.trash.empty();
    expect([inside, outside, strange].map(existsSync)).toEqual([false, true, true]);
  });
});

describe('a dataset in the trash', () => {
  test('says by whom it is used, and goes when that is said to be all right', async () => {
    await newProject();
    await trainedRun();
    await newProject('Cats');
    const refusal = await engine.client.datasets.remove({ dataset: 'pets' }).catch((error) => error);
    const users = [
      expect.objectContaining({ name: 'Cats', isChosen: true, runs: [] }),
      expect.objectContaining({ name: 'Pets', isChosen: true, runs: [1] }),
    ];
    expect(refusal).toMatchObject({ code: 'IN_USE', details: { users } });
    expect(await engine.client.datasets.usedBy({ dataset: 'pets' })).toEqual(users);

    await engine.client.datasets.remove({ dataset: 'pets', evenIfUsed: true });
    expect((await engine.client.projects.get({ project: 'Pets' })).dataset).toBeNull();
    await expect(engine.client.datasets.get({ dataset: 'pets' })).rejects.toThrow(/is in the trash/);
    await expect(engine.client.runs.duplicate({ run: 'Pets/1' })).rejects.toThrow(/which is in the trash/);
    // What the run was trained on can still be named and looked at.
    expect((await engine.client.runs.get({ run: 'Pets/1' })).dataset?.name).toBe('pets');
    await engine.client.trash.restore({ kind: 'dataset', item: 'pets' });
    expect((await engine.client.projects.get({ project: 'Pets' })).dataset?.name).toBe('pets');
  });

  test('stays as long as a run needs it: alone it is refused, among others it is kept and named', async () => {
    await newProject();
    const { id } = await trainedRun();
    addDataset(engine.context, 'unused');
    await engine.client.datasets.remove({ dataset: 'pets', evenIfUsed: true });
    const forever = () => engine.client.trash.deleteForever({ kind: 'dataset', item: 'pets' });
    await expect(forever()).rejects.toMatchObject({ code: 'CONFLICT', details: { runs: ['Pets/1'] } });
    await expect(engine.client.trash.empty()).rejects.toThrow(/run 1 of "Pets" was trained on it/);
    await engine.client.datasets.remove({ dataset: 'unused' });
    const why = 'run 1 of "Pets" was trained on it';
    expect(await engine.client.trash.empty()).toMatchObject({ deleted: 1, kept: [{ name: 'pets', why }] });
    expect(await trashed()).toEqual(['dataset pets']);

    // A run in the trash needs it too: it may be restored.
    await engine.client.runs.remove({ run: id });
    await expect(forever()).rejects.toThrow(/\(in the trash\)/);
    expect(await engine.client.trash.empty()).toMatchObject({ deleted: 2, kept: [] });
    expect(await trashed()).toEqual([]);
  });
});

test('training the same again is a new run with the same graph, pictures, settings and seed', async () => {
  const { graph } = await newProject();
  const first = await trainedRun();
  await engine.client.projects.saveGraph({ project: 'Pets', graph: { ...graph, edges: [] }, base: 1 });
  const again = await engine.client.runs.duplicate({ run: first.id });
  expect(again).toMatchObject({ number: 2, name: null, state: expect.stringMatching(/queued|preparing/) });
  const detail = await engine.client.runs.get({ run: again.id });
  for (const key of ['graph', 'bound', 'config', 'graphVersion', 'dataset', 'parameters'] as const)
    expect(detail[key]).toEqual(first[key]);
});
