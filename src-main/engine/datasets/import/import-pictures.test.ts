import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '#shared/util/app-error.ts';
import { ProblemLog } from '../problem-log.ts';
import { readClassFolders } from '../scan/class-folders.ts';
import { walkFolder } from '../scan/walk-folder.ts';
import { writeBmp } from '../testing/bmp-writer.ts';
import {
  animatedGif,
  cmykJpeg,
  cornerPicture,
  deepPng,
  noisePicture,
  palettePng,
  plainPicture,
  translucentPng,
  turnedJpeg,
} from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';
import { writeTree } from '../testing/write-tree.ts';
import { inReadingOrder, readSamples } from './read-samples.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
beforeEach(async () => {
  engine = await temporaryEngine();
});
afterEach(() => engine.close());

const png = (seed: number) => plainPicture(seed).png().toBuffer();

async function importFolder(path: string, name = 'pets', more: object = {}) {
  return finished(await engine.client.import({ source: { kind: 'folder', path }, name, ...more }));
}

async function classFolders(counts: Record<string, number>): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  let seed = 1;
  for (const [label, count] of Object.entries(counts)) {
    for (let i = 0; i < count; i++) files[`${label}/${i}.png`] = await png(seed++);
  }
  return files;
}

describe('importing a folder', () => {
  test('gives classes in order, a stratified split, thumbnails and pages of samples', async () => {
    const path = await engine.writeTree('pets', await classFolders({ dog: 20, cat: 20, 犬: 4 }));
    const { done, progress } = await importFolder(path);
    expect(done).toMatchObject({
      name: 'pets',
      samples: 44,
      splits: { train: 31, validation: 7, test: 6 },
      columns: [{ name: 'image' }, { name: 'label', type: 'category', classes: ['cat', 'dog', '犬'] }],
      problems: [{ code: 'small-class', count: 1, examples: ['犬'] }],
    });
    expect(progress.length).toBeGreaterThan(0);

    const detail = await engine.client.get({ dataset: 'PETS' });
    expect(detail).toMatchObject({ id: done.dataset, version: done.version, versionNumber: 1, source: path });
    expect(detail.classCounts).toEqual([
      { label: 'cat', train: 14, validation: 3, test: 3 },
      { label: 'dog', train: 14, validation: 3, test: 3 },
      { label: '犬', train: 3, validation: 1, test: 0 },
    ]);

    const filter = { split: 'train', label: 'dog', search: '' } as const;
    const page = await engine.client.samples({ version: done.version, filter, offset: 10, limit: 3 });
    expect(page.total).toBe(14);
    expect(page.rows).toHaveLength(3);
    for (const row of page.rows) expect(row).toMatchObject({ label: 'dog', split: 'train', width: 8, height: 6 });

    const { lengths, data } = await engine.client.thumbnails({ version: done.version, indices: [43, 0, 999] });
    expect(lengths).toHaveLength(3);
    expect(lengths[2]).toBe(0);
    expect(data.size).toBe(lengths.reduce((sum, length) => sum + length, 0));
    const first = Buffer.from(await data.slice(0, lengths[0]).arrayBuffer());
    expect(first.subarray(0, 2).toString('hex')).toBe('ffd8');

    await rm(engine.context.home.thumbnails, { recursive: true });
    await mkdir(engine.context.home.thumbnails);
    const again = await engine.client.thumbnails({ version: done.version, indices: [43, 0, 999] });
    expect(again.lengths).toEqual(lengths);
  });

  test('classes too small for the splits asked for are named, also where a whole split stays empty', async () => {
    const path = await engine.writeTree('few', await classFolders({ cat: 2, dog: 1 }));
    const { done } = await importFolder(path);
    expect(done).toMatchObject({
      splits: { train: 3, validation: 0, test: 0 },
      problems: [{ code: 'small-class', count: 2, examples: ['cat', 'dog'] }],
    });
    const split = { train: 100, validation: 0, test: 0 };
    expect((await importFolder(path, 'all of them', { split })).done.problems).toEqual([]);
  });

  test('every odd picture is imported or named, and the counts add up', async () => {
    const whole = await noisePicture().jpeg().toBuffer();
    const path = await engine.writeTree('odd', {
      'good/cmyk.jpg': await cmykJpeg(),
      'good/palette.png': await palettePng(),
      'good/deep.png': await deepPng(30_000, 3),
      'good/grey16.tiff': await deepPng(30_000, 1, 'tiff'),
      'good/turned.jpeg': await turnedJpeg(6),
      'good/alpha.png': await translucentPng(0.5),
      'good/moving.gif': await animatedGif(),
      'good/web.webp': await cornerPicture().webp().toBuffer(),
      'good/windows.BMP': writeBmp({ width: 2, height: 1, bits: 24, rows: [[1, 2, 3, 4, 5, 6]] }),
      'good/deep/er/nested.png': await png(1),
      'good/really-a-png.jpg': await png(2),
      'good/no-extension': await png(3),
      'bad/truncated.jpg': whole.subarray(0, whole.length / 2),
      'bad/text.jpg': 'not a picture',
      'bad/notes.txt': 'hello',
      'bad/empty.png': '',
      'bad/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'bad/huge.bmp': writeBmp({ width: 30_000, height: 30_000, bits: 24, rows: [[0, 0, 0]] }),
      'bad/.hidden.png': await png(4),
      'loose.png': await png(5),
      'nothing/': '',
    });
    await symlink('..', join(path, 'bad/up'));
    const { done } = await importFolder(path);
    expect(done.samples).toBe(12);
    expect(Object.fromEntries(done.problems.map(({ code, examples }) => [code, examples]))).toEqual({
      truncated: ['bad/truncated.jpg'],
      unreadable: ['bad/text.jpg'],
      'unsupported-format': ['bad/drawing.svg'],
      'too-large': ['bad/huge.bmp'],
      'empty-file': ['bad/empty.png'],
      'outside-class-folder': ['loose.png'],
      'empty-class': ['bad', 'nothing'],
      'single-class': ['good'],
      'not-an-image': ['bad/notes.txt'],
      hidden: ['bad/.hidden.png'],
      'link-loop': ['bad/up'],
      'wrong-extension': ['good/really-a-png.jpg'],
      transparency: ['good/alpha.png', 'good/moving.gif'],
      animation: ['good/moving.gif'],
    });
  });

  test('folders of splits are taken as they are', async () => {
    const files = await classFolders({ 'train/a': 3, 'train/b': 2, 'val/a': 2, 'test/b': 1 });
    const { done } = await importFolder(await engine.writeTree('split', files));
    expect(done.splits).toEqual({ train: 5, validation: 2, test: 1 });
    expect(done.columns[1]?.classes).toEqual(['a', 'b']);
  });

  test('without validation pictures some of train are set aside, which is said', async () => {
    const files = await classFolders({ 'train/a': 12, 'train/b': 12, 'test/a': 2, 'test/b': 2 });
    const path = await engine.writeTree('split', files);
    const { done } = await importFolder(path, 'x', { split: { train: 75, validation: 25, test: 0 } });
    expect(done.splits).toEqual({ train: 18, validation: 6, test: 4 });
    expect(done.problems).toMatchObject([{ code: 'validation-from-train', count: 6 }]);
  });

  test('the same picture twice is found', async () => {
    const [one, two, three] = await Promise.all([png(1), png(2), png(3)]);
    const path = await engine.writeTree('twins', {
      'train/a/1.png': one,
      'train/a/2.png': one,
      'train/b/1.png': one,
      'train/b/2.png': two,
      'val/a/1.png': three,
      'val/b/1.png': two,
    });
    const { problems } = (await importFolder(path)).done;
    const found = problems.filter(({ code }) => code.startsWith('duplicate'));
    expect(found.map(({ code, examples }) => [code, examples])).toEqual([
      ['duplicate-across-classes', ['train/b/1.png = train/a/1.png']],
      ['duplicate-across-splits', ['val/b/1.png = train/b/2.png']],
      ['duplicate', ['train/a/2.png = train/a/1.png']],
    ]);
  });
});

describe('importing again', () => {
  test('gives the same split for the same seed; the same version where nothing changed', async () => {
    const path = await engine.writeTree('pets', await classFolders({ cat: 10, dog: 10 }));
    const first = (await importFolder(path)).done;
    expect((await importFolder(path)).done).toMatchObject({ dataset: first.dataset, version: first.version });
    const thumbnails = await readdir(engine.context.home.thumbnails);
    expect(thumbnails).toEqual([`${first.version}.jpegs`]);

    const rows = async (version: string) => {
      const filter = { split: null, label: null, search: '' };
      return (await engine.client.samples({ version, filter, offset: 0, limit: 500 })).rows;
    };
    const other = (await importFolder(path, 'pets 2')).done;
    expect(await rows(other.version)).toEqual(await rows(first.version));
    const seeded = (await importFolder(path, 'pets', { seed: 8 })).done;
    expect(seeded).toMatchObject({ dataset: first.dataset });
    expect(await rows(seeded.version)).not.toEqual(await rows(first.version));
    expect(await engine.client.get({ dataset: 'pets' })).toMatchObject({ versionNumber: 2, version: seeded.version });
  });

  test('a name stands for one folder', async () => {
    const files = await classFolders({ cat: 2, dog: 2 });
    await importFolder(await engine.writeTree('one', files), 'Pets');
    const other = importFolder(await engine.writeTree('two', files), 'pets');
    await expect(other).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});

describe('an import that ends early', () => {
  const leftovers = async () => [await engine.client.list(), await readdir(engine.context.home.thumbnails)];

  test('keeps nothing when it is cancelled', async () => {
    const path = await engine.writeTree('pets', await classFolders({ cat: 30, dog: 30 }));
    const stop = new AbortController();
    const input = { source: { kind: 'folder', path }, name: 'pets' } as const;
    const events = await engine.client.import(input, { signal: stop.signal });
    const run = (async () => {
      for await (const event of events) if (event.type === 'progress') stop.abort();
    })();
    stop.abort();
    await expect(run).rejects.toThrow();
    expect(await leftovers()).toEqual([[], []]);
  });

  test('keeps nothing when its reader leaves', async () => {
    const path = await engine.writeTree('pets', await classFolders({ cat: 100, dog: 100 }));
    for await (const event of await engine.client.import({ source: { kind: 'folder', path }, name: 'pets' })) {
      expect(event.type).toBe('progress');
      break;
    }
    expect(await leftovers()).toEqual([[], []]);
  });

  test('says what was expected where there is nothing to import', async () => {
    const path = await engine.writeTree('flat', { '1.png': await png(1), '2.png': await png(2) });
    const error = await importFolder(path).catch((thrown: AppError) => thrown);
    expect(error).toMatchObject({ code: 'DATA_INVALID' });
    expect((error as AppError).message).toContain('2 pictures that lie directly in it');
    expect(await leftovers()).toEqual([[], []]);
  });

  test('says which kinds can be imported', async () => {
    await expect(importFolder('/tmp', 'x', { kind: 'audio' })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  });
});

test('whatever a folder holds, each file is a sample or left out by name', async () => {
  const [good, other] = await Promise.all([png(1), png(2)]);
  const contents = fc.constantFrom<Buffer | string>(good, other, good.subarray(0, 60), 'text', '');
  const name = fc.constantFrom('cat', 'dog', '猫', 'train', 'val', 'test', '.git', 'a b', 'e\u0301', '\u00e9');
  const file = fc.constantFrom('1.png', '2.jpg', 'x.txt', '.hidden', 'Thumbs.db', 'noext', '😀.gif');
  const path = fc.tuple(fc.array(name, { maxLength: 3 }), file).map(([folders, last]) => [...folders, last].join('/'));
  const link = fc.tuple(path, fc.constantFrom('..', '.', 'cat', '../dog', '1.png', '/', 'nowhere', 'train/cat'));
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(path, contents, { maxKeys: 12 }),
      fc.array(link, { maxLength: 4 }),
      async (files, links) => {
        const root = await engine.writeTree(`tree${round++}`, {});
        // What can't lie beside each other on a disk is not the test's matter.
        for (const [at, content] of Object.entries(files)) await writeTree(root, { [at]: content }).catch(() => null);
        for (const [at, target] of links) await symlink(target, join(root, at)).catch(() => null);
        const problems = new ProblemLog();
        const walk = await walkFolder(root, problems);
        const { candidates } = readClassFolders(walk, problems);
        const samples = await readSamples(root, inReadingOrder(candidates), { problems, onRead: async () => {} });
        expect(samples.length + problems.leftOut).toBe(walk.seen);
        expect(new Set(samples.map((sample) => sample.path)).size).toBe(samples.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('the bundled pictures are as many as is said, and nothing is wrong with them but what is known', async () => {
  // Two emoji of Fluent, the cat and the smiling cat, share one picture.
  const twins = ['face/1f63a.jpg = animal/1f431.jpg'];
  const known: Record<string, object[]> = {
    'fluent-emoji': [
      { code: 'duplicate-across-classes', examples: twins },
      { code: 'duplicate-across-splits', examples: twins },
    ],
    'texture-tiles': [],
  };
  for (const { id, samples } of await engine.client.bundled()) {
    const { done } = await finished(await engine.client.import({ source: { kind: 'sample', sample: id }, name: id }));
    expect(done).toMatchObject({ samples, problems: known[id] });
  }
  expect(await engine.client.list()).toMatchObject([{ source: null }, { source: null }]);
  const resources = fileURLToPath(new URL('../../../../resources/samples', import.meta.url));
  const licences = (await readdir(resources)).filter((file) => file.endsWith('.LICENSE.txt'));
  expect(licences).toEqual(['fluent-emoji.LICENSE.txt', 'texture-tiles.LICENSE.txt']);
});
