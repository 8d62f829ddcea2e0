import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const engineReason: Migration = {
  number: 90,
  title: 'why a run was computed step by step instead of replayed as a graph',
  sql: 'ALTER TABLE run ADD COLUMN engine_reason TEXT;',
};
