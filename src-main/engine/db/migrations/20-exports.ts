import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const exportsTable: Migration = {
  number: 20,
  title: 'what was exported, with its certificate',
  sql: `
    CREATE TABLE export (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      format TEXT NOT NULL,
      folder TEXT NOT NULL,
      files TEXT NOT NULL,
      certificate TEXT NOT NULL,
      checkpoint TEXT NOT NULL CHECK (checkpoint IN ('best', 'last')),
      step INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (run_id, format, folder)
    ) STRICT;
    CREATE INDEX export_by_folder ON export (folder);
  `,
};
