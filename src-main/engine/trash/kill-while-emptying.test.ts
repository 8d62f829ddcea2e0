import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { thumbnailPath } from '../datasets/thumbnails/thumbnail-file.ts';
import { dataset, project, run } from '../db/schema.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
afterEach(() => engine.close());

/** Two projects, one with three runs, and a dataset each, all in the trash; and one of each that is not. */
async function fillTrash(): Promise<void> {
  engine = await openEngine();
  const { client, context } = engine;
  for (const name of ['kept', 'one', 'two']) {
    addDataset(context, name);
    writeFileSync(thumbnailPath(context.home, `dv_${name}`), 'thumbnails');
    await client.projects.create({ name, template: 'cnn', dataset: name });
    const { config } = await client.projects.get({ project: name });
    for (let i = 0; i < 3; i += 1) {
      const { id } = await client.runs.start({ project: name, config });
      await vi.waitFor(async () => expect((await client.runs.get({ run: id })).endedAt).not.toBeNull(), {
        timeout: 10_000,
      });
      for (const folder of [context.home.runs, context.home.predictions]) {
        mkdirSync(join(folder, id));
        writeFileSync(join(folder, id, 'file'), '0123456789');
      }
    }
  }
  await client.runs.remove({ run: 'one/2' });
  for (const name of ['one', 'two']) {
    await client.datasets.remove({ dataset: name, evenIfUsed: true });
    await client.projects.remove({ project: name });
  }
  await context.close();
}

/** Empties the trash in a process of its own, which is killed when the `nth` file or folder is about to be deleted. */
function emptyAndDie(folder: string, nth: number): void {
  const script = `
    import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const { rm } = fs;
    let count = Number.NEGATIVE_INFINITY;
    fs.rm = (path, options) => {
      if (String(path).startsWith(${JSON.stringify(folder)}) && ++count === ${nth}) process.kill(process.pid, 'SIGKILL');
      return rm(path, options);
    };
    syncBuiltinESMExports();
    const { createContext } = await import('#main/engine/context.ts');
    const { emptyTrash } = await import('#main/engine/trash/delete-forever.ts');
    const context = await createContext(${JSON.stringify(folder)});
    count = 0;
    await emptyTrash(context);
  `;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() });
  expect(child.stderr.toString()).toBe('');
  expect(child.signal).toBe('SIGKILL');
}

test.each([1, 4, 9, 13])(
  'a kill at deletion %i leaves neither a row nor a file behind',
  { timeout: 60_000 },
  async (nth) => {
    await fillTrash();
    emptyAndDie(engine.folder, nth);
    const { folder } = engine;
    engine = await openEngine(folder);
    const { db, home } = engine.context;
    // What was marked is not to be seen, even before it is gone.
    expect((await engine.client.trash.list()).entries).toEqual([]);
    await vi.waitFor(() => expect(db.read.select().from(dataset).all()).toHaveLength(1), { timeout: 10_000 });
    expect(db.read.select({ name: project.name }).from(project).all()).toEqual([{ name: 'kept' }]);
    const runs = db.read.select({ id: run.id }).from(run).all();
    expect(runs).toHaveLength(3);
    const ids = runs.map(({ id }) => id).sort();
    for (const where of [home.runs, home.predictions]) expect(readdirSync(where).sort()).toEqual(ids);
    expect(['kept', 'one', 'two'].map((name) => existsSync(thumbnailPath(home, `dv_${name}`)))).toEqual([
      true,
      false,
      false,
    ]);
  },
);
