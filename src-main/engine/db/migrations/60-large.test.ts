import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { migrations } from './list.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-db-60-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('60 keeps what was there, and finds the extremes of the points that were', async () => {
  const options = { file: join(folder, 'strata.sqlite'), backups: join(folder, 'backups') };
  (await openDatabase({ ...options, migrations: migrations.filter(({ number }) => number < 60) })).close();
  const raw = new BetterSqlite3(options.file);
  raw.exec(`
    INSERT INTO dataset (id, name, kind, source, created_at) VALUES ('ds', 'Rosen', 'images', '{}', '2026');
    INSERT INTO dataset_version (id, dataset_id, number, columns, problems, split, seed, content_hash, created_at)
      VALUES ('dv', 'ds', 1, '[]', '[]', '{}', 7, 'h', '2026');
    INSERT INTO project (id, name, dataset_id, config, graph_version, created_at, updated_at)
      VALUES ('p', 'Roses', 'ds', '{}', 1, '2026', '2026');
    INSERT INTO graph_version (project_id, version, graph, saved_at) VALUES ('p', 1, '{}', '2026');
    INSERT INTO run (id, project_id, number, dataset_version_id, graph_version, graph, bound, state, resume, config,
        metrics, seconds, created_at, queued_at)
      VALUES ('run', 'p', 1, 'dv', 1, '{}', '[]', 'completed', 0, '{}', '{}', 1, '2026', '2026');
  `);
  const insert = raw.prepare(`INSERT INTO metric VALUES ('run', 'batch', ?, 1, 0, ?)`);
  // The worst is a value that was no number.
  for (let step = 1; step <= 20; step++) {
    insert.run(step, JSON.stringify({ loss: step === 13 ? null : step % 8 }));
  }
  raw.close();
  (await openDatabase({ ...options, migrations: migrations.filter(({ number }) => number <= 60) })).close();
  const after = new BetterSqlite3(options.file, { readonly: true });
  const of = (size: number) =>
    after
      .prepare('SELECT block, kind, step FROM metric_extreme WHERE size = ? ORDER BY block, kind DESC')
      .raw()
      .all(size);
  expect(of(8)).toEqual([
    [0, 'low', 1],
    [0, 'high', 7],
    [1, 'low', 8],
    [1, 'high', 13],
    [2, 'low', 16],
    [2, 'high', 20],
  ]);
  expect(of(4096)).toEqual([
    [0, 'low', 8],
    [0, 'high', 13],
  ]);
  expect(after.prepare('SELECT count(*) FROM metric').pluck().get()).toBe(20);
  after.close();
});
