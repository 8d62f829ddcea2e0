import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainPicture } from '../testing/odd-pictures.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';

type Engine = Awaited<ReturnType<typeof temporaryEngine>>;
let engine: Engine;
let folder: string;

const png = (seed: number) => plainPicture(seed).png().toBuffer();
const codes = async () =>
  (await engine.client.check({ dataset: 'pets' })).problems.map(({ code, count, examples }) => [code, count, examples]);

beforeEach(async () => {
  engine = await temporaryEngine();
  const files: Record<string, Buffer | string> = { 'a/broken.png': 'no picture', 'loose.png': await png(99) };
  for (let i = 0; i < 20; i++) files[`${i % 2 ? 'a' : 'b'}/${i}.png`] = await png(i);
  folder = await engine.writeTree('pets', files);
  await finished(await engine.client.import({ source: { kind: 'folder', path: folder }, name: 'pets' }));
  // The clock of a file system ticks more coarsely than ours.
  await delay(50);
});
afterEach(() => engine.close());

describe('a check of the sources', () => {
  test('names pictures that came later, also old ones, but not what the import left out', async () => {
    const before = await codes();
    expect(before.map(([code]) => code)).toEqual(['unreadable', 'outside-class-folder']);
    await writeFile(join(folder, 'a/new.png'), await png(100));
    const elsewhere = join(folder, '..', 'old.png');
    await writeFile(elsewhere, await png(101));
    await utimes(elsewhere, 0, 0);
    await rename(elsewhere, join(folder, 'b/old.png'));
    await writeFile(join(folder, 'a/notes.txt'), 'not a picture');
    expect(await codes()).toEqual([['added-since-import', 2, ['a/new.png', 'b/old.png']], ...before]);
  });

  test('of a folder that is gone names every picture as missing', async () => {
    await rm(folder, { recursive: true });
    expect((await codes())[0]?.slice(0, 2)).toEqual(['missing', 20]);
  });
});
