import { existsSync, statSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { clearLeftovers } from '../clear-leftovers.ts';
import { plainPicture } from '../datasets/testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../datasets/testing/temporary-engine.ts';
import { project } from '../db/schema.ts';
import { emptyTrash } from '../trash/delete-forever.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
beforeEach(async () => {
  engine = await temporaryEngine();
});
afterEach(() => engine.close());

const png = (seed: number) => plainPicture(seed, 40, 30).png().toBuffer();

async function importPets(name = 'pets') {
  const path = await engine.writeTree(name, {
    'cat/Été.png': await png(1),
    'cat/b.png': await png(2),
    'dog/c.png': await png(3),
  });
  return (await finished(await engine.client.import({ source: { kind: 'folder', path }, name }))).done;
}

describe('datasets', () => {
  test('are renamed, to a free name only', async () => {
    await importPets('one');
    const { dataset } = await importPets('two');
    await expect(engine.client.rename({ dataset, name: 'ONE' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await engine.client.rename({ dataset, name: 'Two' })).toMatchObject({ id: dataset, name: 'Two' });
    expect((await engine.client.list()).map(({ name }) => name).sort()).toEqual(['Two', 'one']);
  });

  test('go to the trash, not unasked while a project needs them, and then with all that was made of them', async () => {
    const { dataset } = await importPets();
    const now = new Date().toISOString();
    engine.context.db.write((tx) => {
      const config = runConfig.parse({});
      const row = {
        id: 'p',
        name: 'Cats?',
        datasetId: dataset,
        config,
        graphVersion: 1,
        createdAt: now,
        updatedAt: now,
      };
      tx.insert(project).values(row).run();
    });
    const refusal = await engine.client.remove({ dataset }).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'IN_USE', details: { users: [{ name: 'Cats?', isChosen: true }] } });
    expect(refusal.message).toContain('"Cats?"');

    engine.context.db.write((tx) => tx.delete(project).run());
    const told: string[] = [];
    engine.context.changes.listen(({ kind, id }) => told.push(`${kind} ${id}`));
    await engine.client.remove({ dataset });
    expect(told).toEqual([`dataset ${dataset}`, `trash ${dataset}`]);
    expect(await engine.client.list()).toEqual([]);
    expect(await readdir(engine.context.home.thumbnails)).toHaveLength(1);
    await emptyTrash(engine.context);
    expect(await readdir(engine.context.home.thumbnails)).toEqual([]);
    await expect(engine.client.get({ dataset })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are duplicated without a second copy of anything', async () => {
    const { dataset, version } = await importPets();
    const twin = await engine.client.duplicate({ dataset, name: 'twins' });
    expect(twin).toMatchObject({ name: 'twins', versionNumber: 1, samples: 3 });
    const all = { filter: { split: null, label: null, search: '' }, offset: 0, limit: 9 };
    expect(await engine.client.samples({ version: twin.version, ...all })).toEqual(
      await engine.client.samples({ version, ...all }),
    );
    const thumbnail = async (of: string) => (await engine.client.thumbnails({ version: of, indices: [1] })).lengths;
    expect(await thumbnail(twin.version)).toEqual(await thumbnail(version));
    const { home } = engine.context;
    const inodes = (await readdir(home.thumbnails)).map((name) => statSync(join(home.thumbnails, name)).ino);
    expect(new Set(inodes).size).toBe(1);
    const taken = engine.client.duplicate({ dataset, name: 'TWINS' });
    await expect(taken).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });

    await engine.client.remove({ dataset });
    await emptyTrash(engine.context);
    expect(await thumbnail(twin.version)).toEqual([expect.any(Number)]);
    expect((await engine.client.picture({ version: twin.version, index: 0 })).data.size).toBeGreaterThan(0);
  });

  test('samples are searched by name, in any case and spelling', async () => {
    const { version } = await importPets();
    const search = async (text: string) => {
      const filter = { split: null, label: null, search: text };
      return (await engine.client.samples({ version, filter, offset: 0, limit: 10 })).rows.map(({ path }) => path);
    };
    expect(await search('e\u0301T')).toEqual(['cat/Été.png']);
    expect(await search('.PNG')).toHaveLength(3);
    expect(await search('cat')).toEqual([]);
  });

  test('a picture is shown, or why it can not be', async () => {
    const { version } = await importPets();
    const { data } = await engine.client.picture({ version, index: 0, maxSide: 16 });
    expect(
      Buffer.from(await data.arrayBuffer())
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('ffd8ff');
    await expect(engine.client.picture({ version, index: 3 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { source } = await engine.client.get({ dataset: 'pets' });
    await rm(join(source ?? '', 'cat/b.png'));
    const gone = await engine.client.picture({ version, index: 0 }).catch((error) => error);
    expect(gone).toMatchObject({ code: 'FILE_UNREADABLE', details: { path: 'cat/b.png' } });
    await expect(engine.client.picture({ version: 'none', index: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('dropped files', () => {
  const blob = async (seed: number) => new Blob([new Uint8Array(await png(seed))]);

  test('are kept, imported without the folder they came in, and removed with the dataset', async () => {
    const { upload } = await engine.client.uploadBegin();
    for (const [i, path] of ['pets/cat/1.png', 'pets/dog/2.png', '/pets/dog/猫 3.png'].entries()) {
      await engine.client.uploadFile({ upload, path, data: await blob(i) });
    }
    const source = { kind: 'upload', upload } as const;
    const { done } = await finished(await engine.client.import({ source, name: 'dropped' }));
    expect(done).toMatchObject({ samples: 3, columns: [{}, { classes: ['cat', 'dog'] }] });
    expect(await engine.client.get({ dataset: 'dropped' })).toMatchObject({ source: null });
    expect(existsSync(join(engine.context.home.uploads, upload, 'pets/dog/猫 3.png'))).toBe(true);
    await engine.client.duplicate({ dataset: 'dropped', name: 'twin' });
    await engine.client.remove({ dataset: 'dropped' });
    await emptyTrash(engine.context);
    // Its duplicate shares the files.
    expect(await readdir(engine.context.home.uploads)).toEqual([upload]);
    await engine.client.remove({ dataset: 'twin' });
    await emptyTrash(engine.context);
    expect(await readdir(engine.context.home.uploads)).toEqual([]);
  });

  test.each([
    '../x.png',
    'a/../../x.png',
    'a//x.png',
    'a\\..\\x.png',
    'C:/x.png',
    'a/\u0000.png',
    'a/con.png',
    'a/.',
    `${'y'.repeat(256)}.png`,
  ])('can not be written to %j', async (path) => {
    const { upload } = await engine.client.uploadBegin();
    const failure = engine.client.uploadFile({ upload, path, data: await blob(1) });
    await expect(failure).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await readdir(join(engine.context.home.uploads, upload))).toEqual([]);
  });

  test('twice the same name, or an upload that is not known, is refused', async () => {
    const { upload } = await engine.client.uploadBegin();
    const file = { upload, path: 'a/1.png', data: await blob(1) };
    await engine.client.uploadFile(file);
    await expect(engine.client.uploadFile(file)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const strange = engine.client.uploadFile({ ...file, upload: '../runs' });
    await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('and thumbnails that an earlier start left half done are cleared away', async () => {
    const { version } = await importPets();
    await writeFile(join(engine.context.home.thumbnails, 'version_x.jpegs.part'), '');
    await engine.writeTree('home/uploads/upload_old/a', {});
    await writeFile(join(engine.context.home.uploads, 'upload_old/a/1.png'), '');
    await clearLeftovers(engine.context);
    expect(await readdir(engine.context.home.uploads)).toEqual([]);
    expect(await readdir(engine.context.home.thumbnails)).toEqual([`${version}.jpegs`]);
  });
});
