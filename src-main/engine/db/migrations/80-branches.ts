import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const branches: Migration = {
  number: 80,
  title: 'the checkpoint of another run that a run went on from',
  sql: 'ALTER TABLE run ADD COLUMN origin TEXT;',
};
