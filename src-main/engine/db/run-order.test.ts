import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { isBackupDue, listBackups } from './backup.ts';
import { openDatabase } from './database.ts';
import { firstTables } from './migrations/10-first-tables.ts';
import { exportsTable } from './migrations/20-exports.ts';
import { endOfQueue, listInStates, listRuns } from './runs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-clock-'));
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('runs stand in the order they were made and wait in the order they were queued, though the clock goes back', async () => {
  const engine: EngineFixture = await openEngine(join(folder, 'home'));
  try {
    const { client, context } = engine;
    // Nothing is started: this is about what waits.
    vi.spyOn(context.queue, 'kick').mockImplementation(() => {});
    const dataset = addDataset(context, 'colours');
    const { id: project, config } = await client.projects.create({ name: 'P', template: 'cnn', dataset });
    const made: string[] = [];
    for (const year of [2026, 2031, 2019, 2020]) {
      vi.setSystemTime(new Date(Date.UTC(year, 5, 1)));
      made.push((await client.runs.start({ project, dataset: null, config })).id);
    }
    expect(listInStates(context.db.read, ['queued']).map(({ id }) => id)).toEqual(made);
    expect(listRuns(context.db.read, null).map(({ run }) => run.id)).toEqual([...made].reverse());
    await client.runs.stop({ run: made[0] ?? '' });
    vi.setSystemTime(new Date(Date.UTC(2001, 0, 1)));
    await client.runs.resume({ run: made[0] ?? '' });
    expect(listInStates(context.db.read, ['queued']).map(({ id }) => id)).toEqual([...made.slice(1), made[0]]);
    expect(listRuns(context.db.read, null).at(-1)?.run.id).toBe(made[0]);
  } finally {
    await engine.close();
  }
});

it('runs of an older form are counted by their dates', async () => {
  const options = { file: join(folder, 'strata.sqlite'), backups: join(folder, 'backups') };
  (await openDatabase({ ...options, migrations: [firstTables, exportsTable] })).close();
  const old = new BetterSqlite3(options.file);
  old.exec(`
    INSERT INTO dataset VALUES ('ds', 'Rosen', 'images', '{}', '2026');
    INSERT INTO dataset_version VALUES ('dv', 'ds', 1, '[]', '[]', '{}', 7, 'hash', '2026');
    INSERT INTO project VALUES ('p', 'Roses', 'ds', '{}', 1, '2026', '2026');
    INSERT INTO graph_version VALUES ('p', 1, '{}', '2026');
  `);
  const insert =
    old.prepare(`INSERT INTO run VALUES (?, 'p', ?, 'dv', 1, '{}', '[]', 'queued', 0, '{}', 8, NULL, '{}', NULL,
    NULL, NULL, 0, ?, ?, NULL)`);
  insert.run('b', 2, '2026-02', '2026-02');
  insert.run('a', 1, '2026-01', '2026-03');
  old.close();
  const db = await openDatabase(options);
  expect(listRuns(db.read, null).map(({ run }) => run.id)).toEqual(['b', 'a']);
  expect(listInStates(db.read, ['queued']).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(endOfQueue(db.read)).toBe(3);
  db.close();
});

it('a clock that was years ahead for a day neither stops the backups nor costs the good ones', async () => {
  const clock = { now: new Date(Date.UTC(2026, 0, 1)) };
  const options = { file: join(folder, 'strata.sqlite'), backups: join(folder, 'backups'), now: () => clock.now };
  const open = async (iso: string) => {
    clock.now = new Date(iso);
    (await openDatabase(options)).close();
  };
  await open('2026-01-01T12:00:00Z');
  for (const day of ['02', '03', '04']) await open(`2026-01-${day}T12:00:00Z`);
  await open('2044-01-05T12:00:00Z');
  for (const day of ['05', '06', '07', '08']) await open(`2026-01-${day}T13:00:00Z`);
  const names = listBackups(options.backups);
  expect(names).toHaveLength(7);
  expect(names[0]).toContain('2026-01-08');
  expect(names.filter((name) => name.includes('2044'))).toHaveLength(1);
  expect(names.at(-1)).toContain('2026-01-03');
  expect(isBackupDue(options.backups, new Date('2026-01-08T14:00:00Z'))).toBe(false);
  expect(isBackupDue(options.backups, new Date('2009-01-08T14:00:00Z'))).toBe(true);
  // Set back for good: a copy a day still, and none in between.
  await open('2009-01-01T12:00:00Z');
  await open('2009-01-01T13:00:00Z');
  expect(listBackups(options.backups).filter((name) => name.includes('2009'))).toHaveLength(1);
});
