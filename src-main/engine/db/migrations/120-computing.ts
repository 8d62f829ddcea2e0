import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const computing: Migration = {
  number: 120,
  title: 'how a run was computed: threads, device, compilation',
  sql: 'ALTER TABLE run ADD COLUMN computing TEXT;',
};
