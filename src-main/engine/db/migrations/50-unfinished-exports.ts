import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const unfinishedExports: Migration = {
  number: 50,
  title: 'exports being written, to be cleared away after a kill',
  sql: `
    CREATE TABLE unfinished_export (
      id TEXT PRIMARY KEY,
      part TEXT NOT NULL,
      target TEXT NOT NULL
    ) STRICT;
  `,
};
