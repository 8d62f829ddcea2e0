import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './list.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-db-70-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('70 keeps every run and what hangs on it; a run has a dataset or came from a file', async () => {
  const options = { file: join(folder, 'strata.sqlite'), backups: join(folder, 'backups') };
  (await openDatabase({ ...options, migrations: migrations.filter(({ number }) => number < 70) })).close();
  const raw = new BetterSqlite3(options.file);
  raw.exec(`
    INSERT INTO dataset (id, name, kind, source, created_at) VALUES ('ds', 'Rosen', 'images', '{}', '2026');
    INSERT INTO dataset_version (id, dataset_id, number, columns, problems, split, seed, content_hash, created_at)
      VALUES ('dv', 'ds', 1, '[]', '[]', '{}', 7, 'h', '2026');
    INSERT INTO project (id, name, dataset_id, config, graph_version, created_at, updated_at)
      VALUES ('p', 'Roses', 'ds', '{}', 1, '2026', '2026');
    INSERT INTO graph_version (project_id, version, graph, saved_at) VALUES ('p', 1, '{}', '2026');
    INSERT INTO run (id, project_id, number, name, dataset_version_id, graph_version, graph, bound, state, resume, config,
        metrics, seconds, created_at, queued_at, sequence, queue_place)
      VALUES ('run', 'p', 1, 'first', 'dv', 1, '{}', '[]', 'completed', 0, '{}', '{}', 1, '2026', '2026', 3, 4);
    INSERT INTO checkpoint VALUES ('run', 'best', 4, 40, '{}', 3, '2026');
    INSERT INTO metric VALUES ('run', 'epoch', 40, 4, 2.5, '{}');
  `);
  const columns =
    'id, project_id, number, name, dataset_version_id, graph_version, graph, bound, state, resume, config, metrics, seconds, created_at, queued_at, sequence, queue_place, trashed_at, deleting';
  const everything = (database: BetterSqlite3.Database) => [
    database.prepare(`SELECT ${columns} FROM run`).all(),
    database.prepare('SELECT * FROM checkpoint').all(),
    database.prepare('SELECT * FROM metric').all(),
  ];
  const before = everything(raw);
  raw.close();
  (await openDatabase({ ...options, migrations: migrations.filter(({ number }) => number <= 70) })).close();
  const after = new BetterSqlite3(options.file);
  after.pragma('foreign_keys = ON');
  expect(everything(after)).toEqual(before);
  expect(after.pragma('foreign_key_check')).toEqual([]);
  const insert = (id: number, dataset: string, opened: string) =>
    after.exec(`
      INSERT INTO run (id, project_id, number, dataset_version_id, opened, graph_version, graph, bound, state, resume,
          config, metrics, seconds, created_at, queued_at)
        VALUES ('${id}', 'p', ${id}, ${dataset}, ${opened}, 1, '{}', '[]', 'completed', 0, '{}', '{}', 0, '2026', '2026')`);
  insert(2, 'NULL', `'{}'`);
  expect(() => insert(3, 'NULL', 'NULL')).toThrow(/CHECK/);
  expect(() => insert(3, `'dv'`, `'{}'`)).toThrow(/CHECK/);
  after.exec(`DELETE FROM run WHERE id = 'run'`);
  expect(after.prepare('SELECT count(*) FROM checkpoint').pluck().get()).toBe(0);
  after.close();
});
