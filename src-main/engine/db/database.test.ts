import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listBackups } from './backup.ts';
import { openDatabase } from './database.ts';
import { listExports, saveExport } from './exports.ts';
import { firstTables } from './migrations/10-first-tables.ts';
import { exportsTable } from './migrations/20-exports.ts';
import { trash } from './migrations/30-trash.ts';
import { migrations } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';
import { takeRunNumber } from './runs.ts';
import { dataset, datasetVersion, sample } from './schema.ts';
import { deleteRow, setTrashed } from './trash.ts';

let folder = '';
let options = { file: '', backups: '' };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-db-'));
  options = { file: join(folder, 'strata.sqlite'), backups: join(folder, 'backups') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const row = (id: string, name: string) => ({
  id,
  name,
  kind: 'images' as const,
  source: { kind: 'folder' as const, path: '/pictures' },
  createdAt: '2026-01-01T00:00:00.000Z',
});
const addColumn: Migration = { number: 9990, title: 'a note', sql: 'ALTER TABLE dataset ADD COLUMN note TEXT;' };

/** One row of each kind, as the first form had them. */
const FORM_10 = `
  INSERT INTO dataset VALUES ('ds_1', 'Rosen', 'images', '{"kind":"folder","path":"/pictures"}', '2026');
  INSERT INTO dataset_version VALUES ('dv_1', 'ds_1', 1, '[]', '[]', '{}', 7, 'hash', '2026');
  INSERT INTO project VALUES ('p_1', 'Roses', 'ds_1', '{}', 1, '2026', '2026');
  INSERT INTO graph_version VALUES ('p_1', 1, '{}', '2026');
  INSERT INTO run VALUES ('run_1', 'p_1', 1, 'dv_1', 1, '{}', '[]', 'completed', 0, '{}', 8, NULL,
    '{"val_accuracy":1}', 4, 'graph', NULL, 2.5, '2026', '2026', '2026');
  INSERT INTO checkpoint VALUES ('run_1', 'best', 4, 40, '{}', 100, '2026');
  INSERT INTO evaluation VALUES ('run_1', 'test', 'best', 40, '{}', '2026');
`;

describe('opening', () => {
  test('a fresh file gets every migration, and what was written is there after closing', async () => {
    const db = await openDatabase(options);
    db.write((tx) => tx.insert(dataset).values(row('ds_1', 'Rosen')).run());
    db.close();
    const again = await openDatabase(options);
    expect(again.read.select().from(dataset).all()).toEqual([
      { ...row('ds_1', 'Rosen'), trashedAt: null, isDeleting: false },
    ]);
    again.close();
  });

  test('a newer database is refused and not one byte of it changes', async () => {
    const db = await openDatabase({ ...options, migrations: [...migrations, addColumn] });
    db.close();
    const before = readFileSync(options.file);
    await expect(openDatabase(options)).rejects.toMatchObject({ code: 'NEWER_VERSION' });
    expect(readFileSync(options.file).equals(before)).toBe(true);
  });

  test('another program’s database is refused', async () => {
    const other = new BetterSqlite3(options.file);
    other.exec('CREATE TABLE theirs (id)');
    other.close();
    await expect(openDatabase(options)).rejects.toMatchObject({ code: 'FILE_FORMAT' });
  });

  test('a file that is no database is refused and left as it is', async () => {
    writeFileSync(options.file, 'these are my notes, not a database\n'.repeat(40));
    await expect(openDatabase(options)).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    expect(readFileSync(options.file, 'utf8')).toMatch(/^these are my notes/);
  });
});

describe('migrating', () => {
  test('keeps the data, and keeps a backup of the form before', async () => {
    const db = await openDatabase(options);
    db.write((tx) => tx.insert(dataset).values(row('ds_1', 'Rosen')).run());
    db.close();
    const newer = await openDatabase({ ...options, migrations: [...migrations, addColumn] });
    expect(newer.read.select().from(dataset).all()).toHaveLength(1);
    newer.close();
    const backup = listBackups(options.backups).find((name) => name.includes('before-9990')) ?? '';
    const copy = new BetterSqlite3(join(options.backups, backup), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.number);
    expect(copy.prepare('SELECT name FROM dataset').pluck().all()).toEqual(['Rosen']);
    copy.close();
  });

  test('20 keeps every row of form 10, and exports go with their run', async () => {
    (await openDatabase({ ...options, migrations: [firstTables] })).close();
    const old = new BetterSqlite3(options.file);
    old.pragma('foreign_keys = ON');
    old.exec(FORM_10);
    old.close();
    const tables = ['dataset', 'dataset_version', 'project', 'graph_version', 'run', 'checkpoint', 'evaluation'];
    const rowsOf = (file: string) => {
      const raw = new BetterSqlite3(file, { readonly: true });
      const rows = tables.map((table) => raw.prepare(`SELECT * FROM ${table}`).all());
      raw.close();
      return rows;
    };
    const before = rowsOf(options.file);
    expect(before.every((rows) => rows.length === 1)).toBe(true);
    const db = await openDatabase({ ...options, migrations: [firstTables, exportsTable] });
    expect(rowsOf(options.file)).toEqual(before);
    const one = {
      runId: 'run_1',
      format: 'tfjs' as const,
      folder: '/models/roses',
      files: [{ path: 'model.json', bytes: 3 }],
      certificate: { verified: true, runtime: 'x', samples: 1, maxAbsDifference: 0, agreement: 1, checkedAt: '' },
      checkpoint: 'best' as const,
      step: 40,
      epoch: 4,
      createdAt: '',
    };
    db.write((tx) => saveExport(tx, one));
    expect(listExports(db.read, 'run_1')).toEqual([one]);
    db.write((tx) => deleteRow(tx, 'run', 'run_1'));
    expect(listExports(db.read, 'run_1')).toEqual([]);
    db.close();
  });

  test('30 keeps every row of form 20 and what points at it; names are free again in the trash', async () => {
    (await openDatabase({ ...options, migrations: [firstTables, exportsTable] })).close();
    const old = new BetterSqlite3(options.file);
    old.pragma('foreign_keys = ON');
    old.exec(`${FORM_10}
      INSERT INTO sample VALUES ('dv_1', 0, 'a/1.png', 'abc', 3, 1.5, 4, 5, 0, 2);
      INSERT INTO metric VALUES ('run_1', 'epoch', 40, 4, 2.5, '{"loss":1}');
      INSERT INTO export VALUES ('run_1', 'tfjs', '/models/roses', '[]', '{}', 'best', 40, 4, '2026');
      INSERT INTO project VALUES ('p_2', 'Tulips', NULL, '{}', 1, '2026', '2026');
      INSERT INTO graph_version VALUES ('p_2', 1, '{}', '2026');
    `);
    old.close();
    const columns: Readonly<Record<string, string>> = {
      dataset: 'id, name, kind, source, created_at',
      project: 'id, name, dataset_id, config, graph_version, created_at, updated_at',
      run: 'id, project_id, number, dataset_version_id, graph_version, graph, bound, state, resume, config, parameters, progress, metrics, best_epoch, engine, error, seconds, created_at, queued_at, ended_at',
      ...Object.fromEntries(
        ['dataset_version', 'sample', 'graph_version', 'metric', 'checkpoint', 'evaluation', 'export'].map((table) => [
          table,
          '*',
        ]),
      ),
    };
    const everything = () => {
      const raw = new BetterSqlite3(options.file, { readonly: true });
      const rows = Object.entries(columns).map(([table, names]) => raw.prepare(`SELECT ${names} FROM ${table}`).all());
      expect(raw.pragma('foreign_key_check')).toEqual([]);
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      raw.close();
      return rows;
    };
    const before = everything();
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    const db = await openDatabase({ ...options, migrations: [firstTables, exportsTable, trash] });
    expect(everything()).toEqual(before);

    expect(db.write((tx) => [takeRunNumber(tx, 'p_1'), takeRunNumber(tx, 'p_1'), takeRunNumber(tx, 'p_2')])).toEqual([
      2, 3, 1,
    ]);
    const again = () => db.write((tx) => tx.insert(dataset).values(row('ds_2', 'ROSEN')).run());
    expect(again).toThrow(/UNIQUE/);
    db.write((tx) => setTrashed(tx, 'dataset', 'ds_1', '2026'));
    again();
    expect(() => db.write((tx) => setTrashed(tx, 'dataset', 'ds_1', null))).toThrow(/UNIQUE/);
    // References hold on the tables that were made anew.
    expect(() => db.write((tx) => deleteRow(tx, 'dataset', 'ds_1'))).toThrow(/FOREIGN KEY/);
    db.write((tx) => {
      deleteRow(tx, 'project', 'p_1');
      deleteRow(tx, 'dataset', 'ds_1');
    });
    expect(listExports(db.read, 'run_1')).toEqual([]);
    expect(db.read.select().from(sample).all()).toEqual([]);
    db.close();
  });

  test('a migration that fails changes nothing', async () => {
    (await openDatabase(options)).close();
    const broken: Migration = {
      number: 9990,
      title: 'broken',
      sql: 'CREATE TABLE half (id); SELECT nonsense FROM nowhere;',
    };
    await expect(openDatabase({ ...options, migrations: [...migrations, broken] })).rejects.toThrow(/nowhere/);
    const raw = new BetterSqlite3(options.file, { readonly: true });
    expect(raw.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.number);
    expect(raw.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    raw.close();
  });

  test('numbers go up by tens', () => {
    const numbers = migrations.map((migration) => migration.number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.every((number) => number % 10 === 0)).toBe(true);
  });
});

describe('writing', () => {
  test('all of a transaction or nothing', async () => {
    const db = await openDatabase(options);
    expect(() =>
      db.write((tx) => {
        tx.insert(dataset).values(row('ds_1', 'Rosen')).run();
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(db.read.select().from(dataset).all()).toEqual([]);
    db.close();
  });

  test('a full disk is said as such, and nothing of the transaction is kept', async () => {
    const full: Migration = { number: 9990, title: 'no page more', sql: 'PRAGMA max_page_count = 1;' };
    const db = await openDatabase({ ...options, migrations: [...migrations, full] });
    const long = { ...row('ds_1', 'Rosen'), source: { kind: 'folder' as const, path: 'x'.repeat(100_000) } };
    const write = () => db.write((tx) => tx.insert(dataset).values(long).run());
    expect(write).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
    expect(db.read.select().from(dataset).all()).toEqual([]);
    db.close();
  });

  test('names are unique whatever their case, and references are enforced', async () => {
    const db = await openDatabase(options);
    db.write((tx) => tx.insert(dataset).values(row('ds_1', 'Rosen')).run());
    expect(() => db.write((tx) => tx.insert(dataset).values(row('ds_2', 'rosen')).run())).toThrow(/UNIQUE/);
    const orphan = {
      id: 'dv_1',
      datasetId: 'nobody',
      number: 1,
      columns: [],
      problems: [],
      split: { train: 70, validation: 15, test: 15 },
      seed: 7,
      contentHash: '',
      createdAt: '',
    };
    expect(() => db.write((tx) => tx.insert(datasetVersion).values(orphan).run())).toThrow(/FOREIGN KEY/);
    db.close();
  });

  test('the reading connection can’t write, whatever the types say', async () => {
    const db = await openDatabase(options);
    const reader = db.read as unknown as Parameters<Parameters<typeof db.write>[0]>[0];
    expect(() => reader.insert(dataset).values(row('ds_1', 'Rosen')).run()).toThrow(/readonly/);
    db.close();
  });

  test('what was written is there after kill -9 of the writer', async () => {
    const script = `
      import { openDatabase } from '#main/engine/db/database.ts';
      import { dataset } from '#main/engine/db/schema.ts';
      const db = await openDatabase(${JSON.stringify(options)});
      db.write((tx) => tx.insert(dataset).values(${JSON.stringify(row('ds_9', 'kept'))}).run());
      process.kill(process.pid, 'SIGKILL');
    `;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: process.cwd() });
    expect(child.signal).toBe('SIGKILL');
    const db = await openDatabase(options);
    expect(db.read.select({ name: dataset.name }).from(dataset).all()).toEqual([{ name: 'kept' }]);
    db.close();
  });
});

describe('backups', () => {
  test('daily, and the oldest go', async () => {
    mkdirSync(options.backups, { recursive: true });
    const day = (n: number) => () => new Date(Date.UTC(2026, 0, n, 12));
    (await openDatabase({ ...options, now: day(1) })).close();
    expect(listBackups(options.backups)).toEqual([]);
    for (let n = 2; n <= 12; n += 1) {
      (await openDatabase({ ...options, now: day(n) })).close();
      (await openDatabase({ ...options, now: day(n) })).close();
    }
    const today = { date: day(12)() };
    const db = await openDatabase({ ...options, now: () => today.date });
    await db.backUpIfDue();
    expect(listBackups(options.backups)[0]).toContain('2026-01-12');
    today.date = day(13)();
    await db.backUpIfDue();
    db.close();
    const names = listBackups(options.backups);
    expect(names).toHaveLength(7);
    expect(names[0]).toBe('strata-000012-2026-01-13T120000Z-daily.sqlite');
    expect(names.at(-1)).toBe('strata-000006-2026-01-07T120000Z-daily.sqlite');
  });
});

test.for(migrations.slice(0, -1).map(({ number }) => number))(
  'a database of form %i is looked through as far as it goes, and brought to the newest',
  async (number) => {
    const older = migrations.filter((migration) => migration.number <= number);
    (await openDatabase({ ...options, migrations: older })).close();
    const found = await openDatabase(options);
    expect(found.form).toBe(migrations.at(-1)?.number);
    expect(found.recovery).toBeNull();
    found.close();
  },
);
