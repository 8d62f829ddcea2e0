import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const runOrder: Migration = {
  number: 40,
  title: 'runs are ordered by counting: a clock that was set back must not shuffle them or jump the queue',
  sql: `
    ALTER TABLE run ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run ADD COLUMN queue_place INTEGER NOT NULL DEFAULT 0;
    UPDATE run SET sequence = place FROM
      (SELECT id AS run_id, row_number() OVER (ORDER BY created_at, number, id) AS place FROM run) AS counted
      WHERE run.id = counted.run_id;
    UPDATE run SET queue_place = place FROM
      (SELECT id AS run_id, row_number() OVER (ORDER BY queued_at, number, id) AS place FROM run) AS counted
      WHERE run.id = counted.run_id;
    CREATE INDEX run_by_sequence ON run (sequence);
    CREATE INDEX run_by_queue_place ON run (queue_place);
  `,
};
