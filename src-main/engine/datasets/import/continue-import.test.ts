import { readFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { allSamples } from '../../db/samples.ts';
import { listUnfinishedFiles } from '../../db/unfinished-imports.ts';
import { noisePicture, plainPicture, translucentPng } from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';
import { thumbnailPath, unfinishedThumbnails } from '../thumbnails/thumbnail-file.ts';
import * as outcomes from './file-outcome.ts';
import { ImportJournal } from './import-journal.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
beforeEach(async () => {
  engine = await temporaryEngine();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await engine.close();
});

/** Pictures, and some of everything that is to be said about files. */
async function someFolder(): Promise<string> {
  const files: Record<string, Buffer | string> = {};
  for (let i = 0; i < 24; i++) files[`${i % 2 ? 'cat' : 'dog'}/${i}.png`] = await plainPicture(i).png().toBuffer();
  const whole = await noisePicture().jpeg().toBuffer();
  files['cat/5-cut.jpg'] = whole.subarray(0, whole.length / 2);
  files['cat/6-text.jpg'] = 'not a picture';
  files['dog/alpha.png'] = await translucentPng(0.5);
  files['dog/notes.txt'] = 'hello';
  return engine.writeTree('pets', files);
}

const source = (path: string) => ({ kind: 'folder', path }) as const;

/** Saves after each file, and counts the files that are read. */
function watchReading(): { read: string[] } {
  const read: string[] = [];
  const original = outcomes.readOutcome;
  vi.spyOn(outcomes, 'readOutcome').mockImplementation((root, path) => {
    read.push(path);
    return original(root, path);
  });
  return { read };
}

/** Imports until so many files are recorded and saved, then is cut off. Returns the import's id. */
async function importUntil(path: string, files: number, name = 'pets'): Promise<string> {
  const abort = new AbortController();
  let count = 0;
  const original = ImportJournal.prototype.record;
  const spy = vi.spyOn(ImportJournal.prototype, 'record').mockImplementation(async function (
    this: ImportJournal,
    outcome,
    thumbnail,
  ) {
    await original.call(this, outcome, thumbnail);
    await this.save();
    if (++count === files) abort.abort();
  });
  const events = engine.client.import({ source: source(path), name }, { signal: abort.signal });
  await expect(events.then(finished)).rejects.toThrow();
  spy.mockRestore();
  const [left] = await engine.client.unfinished();
  expect(left).toMatchObject({ name, source: path, done: files, total: 28 });
  return left?.id ?? '';
}

/** Everything that is kept of a version, without its id. */
async function contentOf(version: string) {
  const samples = allSamples(engine.context.db.read, version).map(({ versionId: _id, ...rest }) => rest);
  return { samples, thumbnails: readFileSync(thumbnailPath(engine.context.home, version)) };
}

test('cut off anywhere and continued ends at the same dataset, and reads no file twice', async () => {
  const path = await someFolder();
  const undisturbed = (await finished(await engine.client.import({ source: source(path), name: 'whole' }))).done;
  const expected = await contentOf(undisturbed.version);
  for (const files of [1, 7, 13, 20, 27]) {
    const id = await importUntil(path, files);
    const watched = watchReading();
    const { done } = await finished(await engine.client.continueImport({ import: id }));
    vi.restoreAllMocks();
    expect(watched.read).toHaveLength(28 - files);
    expect(done.problems).toEqual(undisturbed.problems);
    expect(await contentOf(done.version)).toEqual(expected);
    expect(await engine.client.unfinished()).toEqual([]);
    expect(listUnfinishedFiles(engine.context.db.read, id)).toEqual([]);
    await engine.client.remove({ dataset: done.dataset });
  }
});

test('a kill leaves more in the thumbnails than the database knows, or nothing at all: the result is the same', async () => {
  const path = await someFolder();
  const undisturbed = (await finished(await engine.client.import({ source: source(path), name: 'whole' }))).done;
  const expected = await contentOf(undisturbed.version);
  const part = (id: string) => unfinishedThumbnails(engine.context.home, id);
  const harms = [
    (id: string) => appendFile(part(id), 'half a thumbnail'),
    (id: string) => rm(part(id)),
    async (id: string) => writeFile(part(id), readFileSync(part(id)).subarray(0, 2000)),
  ];
  for (const harm of harms) {
    const id = await importUntil(path, 15);
    await harm(id);
    const { done } = await finished(await engine.client.continueImport({ import: id }));
    expect(await contentOf(done.version)).toEqual(expected);
    await engine.client.remove({ dataset: done.dataset });
  }
});

test('a file that was changed, added or removed meanwhile is seen', async () => {
  const path = await someFolder();
  const id = await importUntil(path, 20);
  const first = join(path, 'cat/1.png');
  const { atime, mtime } = await stat(first);
  await writeFile(first, await plainPicture(99).png().toBuffer());
  // Even where the file claims its old time.
  await utimes(first, atime, mtime);
  await mkdir(join(path, 'ant'));
  await writeFile(join(path, 'ant/new.png'), await plainPicture(98).png().toBuffer());
  await rm(join(path, 'dog/2.png'));
  const { done } = await finished(await engine.client.continueImport({ import: id }));
  const fresh = await finished(await engine.client.import({ source: source(path), name: 'fresh' }));
  expect(await contentOf(done.version)).toEqual(await contentOf(fresh.done.version));
});

test('the same folder asked for again is taken up, with what is asked for now', async () => {
  const path = await someFolder();
  await importUntil(path, 20);
  const watched = watchReading();
  const events = await engine.client.import({ source: source(path), name: 'animals', seed: 3 });
  const { done } = await finished(events);
  expect(watched.read).toHaveLength(8);
  expect(done.name).toBe('animals');
  expect(await engine.client.unfinished()).toEqual([]);
});

test('a discarded import leaves nothing, also one that goes on', async () => {
  const path = await someFolder();
  await engine.client.discardImport({ import: await importUntil(path, 20) });
  expect(await engine.client.unfinished()).toEqual([]);
  expect(await readdir(engine.context.home.thumbnails)).toEqual([]);

  const original = ImportJournal.prototype.record;
  vi.spyOn(ImportJournal.prototype, 'record').mockImplementation(async function (this: ImportJournal, ...args) {
    await setTimeout(20);
    return original.apply(this, args);
  });
  const events = await engine.client.import({ source: source(path), name: 'pets' });
  const run = (async () => {
    for await (const event of events) {
      if (event.type !== 'progress') continue;
      expect(await engine.client.unfinished()).toEqual([]);
      await engine.client.discardImport({ import: event.import });
    }
  })();
  await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await readdir(engine.context.home.thumbnails)).toEqual([]);
  expect(await engine.client.list()).toEqual([]);
});

test('one that is not there is said to be gone', async () => {
  await expect(finished(await engine.client.continueImport({ import: 'version_x' }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
