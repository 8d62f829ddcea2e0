import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FolderComparison } from '#shared/contract/requests/datasets.ts';
import { plainPicture } from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
let folder = '';
beforeEach(async () => {
  engine = await temporaryEngine();
  const png = (seed: number) => plainPicture(seed).png().toBuffer();
  folder = await engine.writeTree('pets', {
    'cat/1.png': await png(1),
    'cat/2.png': await png(2),
    'dog/3.png': await png(3),
    'dog/4.png': await png(4),
  });
  await finished(await engine.client.import({ source: { kind: 'folder', path: folder }, name: 'pets' }));
});
afterEach(() => engine.close());

async function compare(path: string): Promise<FolderComparison> {
  for await (const event of await engine.client.compareFolder({ dataset: 'pets', path })) {
    if (event.type === 'done') return event;
  }
  throw new Error('the comparison ended without its result');
}
const state = async () => (await engine.client.source({ dataset: 'pets' })).state;

test('a source folder that was moved is noticed, compared by content and pointed to anew', async () => {
  expect(await state()).toBe('present');
  const moved = `${folder} moved`;
  await rename(folder, moved);
  expect(await state()).toBe('changed-place');
  await expect(engine.client.picture({ version: await version(), index: 0 })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });

  await rm(join(moved, 'cat/1.png'));
  await writeFile(join(moved, 'dog/3.png'), await plainPicture(9).png().toBuffer());
  expect(await compare(moved)).toEqual({
    type: 'done',
    path: moved,
    total: 4,
    matched: 2,
    missing: 1,
    different: 1,
    examples: { missing: ['cat/1.png'], different: ['dog/3.png'] },
  });
  expect((await engine.client.get({ dataset: 'pets' })).source).toBe(folder);

  const told: string[] = [];
  engine.context.changes.listen(({ kind }) => told.push(kind));
  expect((await engine.client.relocate({ dataset: 'pets', path: moved })).source).toBe(moved);
  expect(told).toEqual(['dataset']);
  expect(await state()).toBe('incomplete');
  expect((await engine.client.picture({ version: await version(), index: 1 })).data.size).toBeGreaterThan(0);
});

const version = async () => (await engine.client.get({ dataset: 'pets' })).version;

test('a folder with none of the files, one that is not there, and that of a sample are refused', async () => {
  const other = await engine.writeTree('other', { 'cat/1.png': await plainPicture(9).png().toBuffer() });
  const to = (path: string, dataset = 'pets') => engine.client.relocate({ dataset, path });
  await expect(to(other)).rejects.toMatchObject({ code: 'DATA_INVALID' });
  await expect(to(join(other, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await state()).toBe('present');
  await finished(await engine.client.import({ source: { kind: 'sample', sample: 'texture-tiles' }, name: 'tiles' }));
  await expect(to(folder, 'tiles')).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
});

test('a comparison that is cancelled ends', async () => {
  const signal = AbortSignal.abort();
  const events = await engine.client.compareFolder({ dataset: 'pets', path: folder }, { signal });
  await expect(events.next()).rejects.toMatchObject({ code: 'CANCELLED' });
});
