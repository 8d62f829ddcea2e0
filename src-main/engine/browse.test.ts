import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browse } from './browse.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-browse-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('folders first, pictures and projects, no hidden ones and no other files', async () => {
  mkdirSync(join(folder, 'zebra'));
  mkdirSync(join(folder, '.git'));
  for (const name of ['a.PNG', 'b10.jpg', 'b9.jpg', 'notes.txt', '.hidden.png', 'mine.strata']) {
    writeFileSync(join(folder, name), '');
  }
  const listing = await browse(folder);
  expect(listing.entries.map((entry) => entry.name)).toEqual(['zebra', 'a.PNG', 'b9.jpg', 'b10.jpg', 'mine.strata']);
  expect(listing.entries[0]).toEqual({ name: 'zebra', path: join(folder, 'zebra'), isFolder: true });
  expect(listing.parent).toBe(tmpdir());
  expect(listing.truncated).toBe(false);
});

test('links that lead nowhere or in a circle do no harm', async () => {
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
  symlinkSync(join(folder, 'gone'), join(folder, 'dangling'));
  symlinkSync(folder, join(folder, 'self'));
  expect((await browse(folder)).entries.map((entry) => entry.name)).toEqual(['self']);
});

test('a folder of thousands is cut and says so', async () => {
  for (let i = 0; i < 2001; i += 1) writeFileSync(join(folder, `${i}.png`), '');
  const listing = await browse(folder);
  expect(listing.entries).toHaveLength(2000);
  expect(listing.truncated).toBe(true);
});

test('what is not there or not a folder is said by name', async () => {
  await expect(browse(join(folder, 'nobody'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  writeFileSync(join(folder, 'x.png'), '');
  await expect(browse(join(folder, 'x.png'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
