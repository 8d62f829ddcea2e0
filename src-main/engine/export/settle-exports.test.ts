import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { listUnfinished, noteUnfinished } from '../db/unfinished-exports.ts';
import { settleExports } from './settle-exports.ts';
import { openTarget } from './target-folder.ts';

let folder = '';
let target = '';
let db: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-settle-'));
  target = join(folder, 'model');
  const home = mkdtempSync(join(tmpdir(), 'strata-home-'));
  db = await openDatabase({ file: join(home, 'strata.sqlite'), backups: join(home, 'backups') });
});
afterEach(() => {
  db.close();
  for (const path of [folder, dirname(db.file)]) rmSync(path, { recursive: true, force: true });
});

const write = (into: string, model: string, id: string) => {
  writeFileSync(join(into, 'model.json'), model);
  const origin = { strata: '1', export: id, run: 'run_1', checkedAt: model };
  const files = ['model.json', 'certificate.json'];
  writeFileSync(join(into, 'certificate.json'), JSON.stringify({ ...origin, files }));
};
const former = () => {
  mkdirSync(target);
  write(target, 'former', 'export_former');
};
const settle = () => settleExports({ db, log: pino({ enabled: false }) });
const model = () => readFileSync(join(target, 'model.json'), 'utf8');

test('killed while writing: the half goes, a former export stays', async () => {
  former();
  const open = await openTarget(db, target);
  write(open.part, 'new', open.id);
  await settle();
  expect([readdirSync(folder), model(), listUnfinished(db.read)]).toEqual([['model'], 'former', []]);
});

test('killed between moving the former one aside and putting the new one there: the former comes back', async () => {
  former();
  const open = await openTarget(db, target);
  write(open.part, 'new', open.id);
  renameSync(target, `${open.part}.old`);
  await settle();
  expect([readdirSync(folder), model()]).toEqual([['model'], 'former']);
});

test('killed before anybody was told: the new one goes, the former comes back', async () => {
  former();
  const open = await openTarget(db, target);
  write(open.part, 'new', open.id);
  await open.keep();
  expect(model()).toBe('new');
  await settle();
  expect([readdirSync(folder), model()]).toEqual([['model'], 'former']);
});

test('a person’s own file among the new ones keeps them', async () => {
  const open = await openTarget(db, target);
  write(open.part, 'new', open.id);
  await open.keep();
  writeFileSync(join(target, 'notes.txt'), 'mine');
  await settle();
  expect(readdirSync(target).sort()).toEqual(['certificate.json', 'model.json', 'notes.txt']);
});

test('a folder on a drive that is not there waits', async () => {
  const away = join(folder, 'drive', 'model');
  db.write((tx) => noteUnfinished(tx, { id: 'export_1', part: `${away}.part`, target: away }));
  await settle();
  expect(listUnfinished(db.read)).toHaveLength(1);
});
