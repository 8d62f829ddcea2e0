import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const health: Migration = {
  number: 100,
  title: 'how the layers of a network were in some steps of its training',
  sql: `
    CREATE TABLE health (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      layers TEXT NOT NULL,
      histograms TEXT,
      PRIMARY KEY (run_id, step)
    ) STRICT, WITHOUT ROWID;
  `,
};
