import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { listUnfinished } from '../db/unfinished-exports.ts';
import { openTarget as openIn } from './target-folder.ts';

let folder = '';
let db: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-target-'));
  const home = mkdtempSync(join(tmpdir(), 'strata-home-'));
  db = await openDatabase({ file: join(home, 'strata.sqlite'), backups: join(home, 'backups') });
});
afterEach(() => {
  expect(listUnfinished(db.read)).toEqual([]);
  db.close();
  for (const path of [folder, dirname(db.file)]) rmSync(path, { recursive: true, force: true });
});
const openTarget = (target: string) => openIn(db, target);

const exportInto = async (target: string, model: string) => {
  const open = await openTarget(target);
  writeFileSync(join(open.part, 'model.json'), model);
  const files = ['model.json', 'certificate.json'];
  writeFileSync(join(open.part, 'certificate.json'), JSON.stringify({ strata: '1', files }));
  await open.keep();
  await open.finish();
};

test('a new folder, below folders that are not there yet', async () => {
  const target = join(folder, 'a', 'b', 'model');
  await exportInto(target, 'one');
  expect(readdirSync(target).sort()).toEqual(['certificate.json', 'model.json']);
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['model']);
});

test('an empty folder, and a former export, are replaced', async () => {
  const target = join(folder, 'model');
  mkdirSync(target);
  await exportInto(target, 'one');
  await exportInto(target, 'two');
  expect(readFileSync(join(target, 'model.json'), 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['model']);
});

test('nothing of a person is replaced: not their folder, not their file among ours, not their certificate', async () => {
  const theirs = join(folder, 'holiday');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'beach.jpg'), 'x');
  await expect(openTarget(theirs)).rejects.toMatchObject({ code: 'ALREADY_EXISTS', message: /beach\.jpg/ });
  writeFileSync(join(theirs, 'certificate.json'), '{"from": "a swimming course"}');
  await expect(openTarget(theirs)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });

  const mixed = join(folder, 'model');
  await exportInto(mixed, 'one');
  writeFileSync(join(mixed, 'notes.txt'), 'mine');
  await expect(openTarget(mixed)).rejects.toMatchObject({ code: 'ALREADY_EXISTS', message: /notes\.txt/ });
  await expect(openTarget(join(mixed, 'notes.txt'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(existsSync(join(mixed, 'notes.txt'))).toBe(true);
});

test('given up after it was put in its place, the former export is there again', async () => {
  const target = join(folder, 'model');
  await exportInto(target, 'one');
  const open = await openTarget(target);
  writeFileSync(join(open.part, 'model.json'), 'two');
  await open.keep();
  expect(readFileSync(join(target, 'model.json'), 'utf8')).toBe('two');
  await open.discard();
  expect(readFileSync(join(target, 'model.json'), 'utf8')).toBe('one');
  expect(readdirSync(folder)).toEqual(['model']);
});

test('given up, it leaves nothing behind', async () => {
  const open = await openTarget(join(folder, 'model'));
  writeFileSync(join(open.part, 'model.json'), 'half');
  await open.discard();
  expect(readdirSync(folder)).toEqual([]);
});
