import type { Migration } from './migration.ts';

/** Of the points that were there already; a loss that was no number stands above all others. */
const extremesOf = (size: number, kind: 'low' | 'high'): string => `
    INSERT INTO metric_extreme
      SELECT run_id, ${size}, step / ${size}, '${kind}', step FROM (
        SELECT run_id, step, ${kind === 'low' ? 'min' : 'max'}(coalesce(json_extract("values", '$.loss'), 9e999))
        FROM metric WHERE scope = 'batch' GROUP BY run_id, step / ${size}
      );`;

/** Frozen once shipped: a later change is a later migration. */
export const large: Migration = {
  number: 60,
  title: 'how far an import came, so that it can be continued; the extremes of long curves',
  sql: `
    CREATE TABLE unfinished_import (
      id TEXT PRIMARY KEY,
      source TEXT NOT NULL,
      request TEXT NOT NULL,
      total INTEGER NOT NULL,
      decoder INTEGER NOT NULL,
      started_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE unfinished_import_file (
      import_id TEXT NOT NULL REFERENCES unfinished_import(id) ON DELETE CASCADE,
      idx INTEGER NOT NULL,
      path TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      picture TEXT,
      problems TEXT NOT NULL,
      thumbnail_bytes INTEGER NOT NULL,
      PRIMARY KEY (import_id, idx)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE metric_extreme (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      size INTEGER NOT NULL,
      block INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('low', 'high')),
      step INTEGER NOT NULL,
      PRIMARY KEY (run_id, size, block, kind)
    ) STRICT, WITHOUT ROWID;
    ${[8, 64, 512, 4096].flatMap((size) => [extremesOf(size, 'low'), extremesOf(size, 'high')]).join('')}
  `,
};
