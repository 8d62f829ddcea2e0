import { readdir, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyTrash } from '../../trash/delete-forever.ts';
import { plainPicture } from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';
import { packVersion } from './pack-version.ts';
import { prunePacked } from './packed-cache.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
let folder: string;
let version: string;

const importAs = async (name: string) =>
  (await finished(await engine.client.import({ source: { kind: 'folder', path: folder }, name }))).done;

beforeEach(async () => {
  engine = await temporaryEngine();
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < 6; i++) files[`${i % 2 ? 'a' : 'b'}/${i}.png`] = await plainPicture(i).png().toBuffer();
  folder = await engine.writeTree('pets', files);
  version = (await importAs('pets')).version;
});
afterEach(() => engine.close());

/** 6 pictures of side² bytes, and 24 bytes of labels. */
const pack = async (side: number) =>
  dirname((await packVersion(engine.context, version, { shape: [side, side, 1], resize: 'pad' })).pictures.file);
const hoursAgo = async (path: string, hours: number) => {
  const then = new Date(Date.now() - hours * 3_600_000);
  await utimes(path, then, then);
};
const kept = async () => (await readdir(engine.context.home.packed)).sort();
const names = (...paths: string[]) => paths.map((path) => path.slice(engine.context.home.packed.length + 1)).sort();

describe('packed data', () => {
  test('beyond the bound goes, the longest unused first', async () => {
    const [one, two, three] = [await pack(10), await pack(11), await pack(12)];
    await hoursAgo(one, 3);
    await hoursAgo(two, 4);
    await hoursAgo(three, 2);
    await prunePacked(engine.context, 6 * (100 + 121 + 144) + 3 * 24);
    expect(await kept()).toEqual(names(one, two, three));
    await prunePacked(engine.context, 6 * (100 + 144) + 2 * 24);
    expect(await kept()).toEqual(names(one, three));
  });

  test('counts as used when it is asked for again, and stays while it may be in use', async () => {
    const [one, two] = [await pack(10), await pack(11)];
    await hoursAgo(one, 3);
    await hoursAgo(two, 2);
    await pack(10);
    await prunePacked(engine.context, 0);
    expect(await kept()).toEqual(names(one));
  });

  test('of a dataset goes with it, unless another has the same content', async () => {
    await pack(10);
    await pack(11);
    await importAs('the same again');
    await engine.client.remove({ dataset: 'pets' });
    await emptyTrash(engine.context);
    expect(await kept()).toHaveLength(2);
    await engine.client.remove({ dataset: 'the same again' });
    await emptyTrash(engine.context);
    expect(await kept()).toEqual([]);
  });
});
