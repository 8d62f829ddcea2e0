import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodePicture } from '../pictures/decode-picture.ts';
import { cornerPicture, plainPicture, turnedJpeg } from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';
import { packVersion } from './pack-version.ts';
import type { PackSpec } from './packed-files.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
let folder: string;
let version: string;
const spec: PackSpec = { shape: [5, 7, 3], resize: 'pad' };

beforeEach(async () => {
  engine = await temporaryEngine();
  const files: Record<string, Buffer> = {
    'a/corner.jpg': await cornerPicture().jpeg().toBuffer(),
    'a/turned.jpg': await turnedJpeg(5),
    'b/plain.gif': await plainPicture(9).gif().toBuffer(),
  };
  for (let i = 0; i < 12; i++) files[`${i % 2 ? 'a' : 'b'}/${i}.png`] = await plainPicture(i).png().toBuffer();
  folder = await engine.writeTree('pets', files);
  const input = { source: { kind: 'folder', path: folder }, name: 'pets' } as const;
  version = (await finished(await engine.client.import(input))).done.version;
});
afterEach(() => engine.close());

const allRows = async () => {
  const filter = { split: null, label: null, search: '' };
  return (await engine.client.samples({ version, filter, offset: 0, limit: 500 })).rows;
};

describe('packing a version', () => {
  test('writes each row as prediction would see it, with labels and splits', async () => {
    const seen: number[] = [];
    const packed = await packVersion(engine.context, version, spec, ({ done }) => seen.push(done));
    const rows = await allRows();
    expect(packed).toMatchObject({
      count: 15,
      pictures: { shape: [5, 7, 3], dtype: 'uint8' },
      classes: ['a', 'b'],
    });
    expect(seen).toEqual(rows.map((_, i) => i + 1));
    const features = await readFile(packed.pictures.file);
    const labels = await readFile(packed.labels.file);
    expect(features.length).toBe(15 * 5 * 7 * 3);
    for (const { index, path, label, split } of rows) {
      const bytes = await readFile(join(folder, path));
      const pixels = await decodePicture(bytes, { height: 5, width: 7, channels: 3, resize: 'pad' });
      expect(features.subarray(index * 105, (index + 1) * 105)).toEqual(Buffer.from(pixels));
      expect(packed.classes[labels.readInt32LE(index * 4)]).toBe(label);
      expect(packed.splits[split]).toContain(index);
    }
    const { train, validation, test: testing } = packed.splits;
    expect([...train, ...validation, ...testing].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
  });

  test('is done once for each size and rule', async () => {
    const first = await packVersion(engine.context, version, spec);
    await rm(folder, { recursive: true });
    expect(await packVersion(engine.context, version, spec)).toEqual(first);
    await expect(packVersion(engine.context, version, { ...spec, resize: 'crop' })).rejects.toMatchObject({
      code: 'DATA_INVALID',
    });
  });

  test('packs again what is not whole', async () => {
    const first = await packVersion(engine.context, version, spec);
    const bytes = await readFile(first.pictures.file);
    await writeFile(first.pictures.file, bytes.subarray(1));
    expect(await readFile((await packVersion(engine.context, version, spec)).pictures.file)).toEqual(bytes);
  });

  test('never trains on a file that is not what was imported, and keeps nothing then', async () => {
    const path = join(folder, 'a/1.png');
    const before = await stat(path);
    const other = await plainPicture(77).png().toBuffer();
    await writeFile(path, other);
    // A program that keeps the time and, by chance, the size must not fool us.
    await utimes(path, before.atime, before.mtime);
    await rm(join(folder, 'b/2.png'));
    const error = await packVersion(engine.context, version, spec).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'DATA_INVALID' });
    expect(error.message).toContain('2 source files');
    expect(error.details.problems).toMatchObject([
      { code: 'missing', count: 1, examples: ['b/2.png'] },
      { code: 'changed', count: 1, examples: ['a/1.png'] },
    ]);
    expect(await readdir(engine.context.home.packed)).toEqual([]);
    const { problems } = await engine.client.check({ dataset: 'pets' });
    expect(problems.slice(0, 2)).toEqual(error.details.problems);
  });

  test('is cancelled, and keeps nothing', async () => {
    const stop = new AbortController();
    const packing = packVersion(engine.context, version, spec, () => stop.abort(), stop.signal);
    await expect(packing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readdir(engine.context.home.packed)).toEqual([]);
  });

  test('twice at once gives the same', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => packVersion(engine.context, version, spec)));
    expect(one).toEqual(two);
    expect(await readdir(dirname(dirname(one?.pictures.file ?? '')))).toHaveLength(1);
  });

  test.each([[[5, 7]], [[5, 7, 2]], [[0, 7, 3]], [[5, 1e9, 3]]])('refuses the shape %j', async (shape) => {
    await expect(packVersion(engine.context, version, { ...spec, shape })).rejects.toMatchObject({
      code: 'DATA_INVALID',
    });
  });
});
