import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. A column's NOT NULL can't be dropped: the table is made anew. */
export const openedModels: Migration = {
  number: 70,
  title: 'runs that came in from a model file, and have no dataset',
  sql: `
    CREATE TABLE run_70 (
      id TEXT PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      name TEXT,
      dataset_version_id TEXT REFERENCES dataset_version(id),
      opened TEXT,
      graph_version INTEGER NOT NULL,
      graph TEXT NOT NULL,
      bound TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN
        ('queued', 'preparing', 'running', 'paused', 'completed', 'stopped', 'failed', 'interrupted')),
      resume INTEGER NOT NULL,
      config TEXT NOT NULL,
      parameters INTEGER,
      progress TEXT,
      metrics TEXT NOT NULL,
      best_epoch INTEGER,
      engine TEXT,
      error TEXT,
      seconds REAL NOT NULL,
      created_at TEXT NOT NULL,
      queued_at TEXT NOT NULL,
      sequence INTEGER NOT NULL DEFAULT 0,
      queue_place INTEGER NOT NULL DEFAULT 0,
      ended_at TEXT,
      trashed_at TEXT,
      deleting INTEGER NOT NULL DEFAULT 0 CHECK (deleting IN (0, 1)),
      -- It was trained on a dataset, or came in from a file.
      CHECK ((dataset_version_id IS NULL) = (opened IS NOT NULL)),
      FOREIGN KEY (project_id, graph_version) REFERENCES graph_version(project_id, version)
        DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    INSERT INTO run_70
      SELECT id, project_id, number, name, dataset_version_id, NULL, graph_version, graph, bound, state, resume, config,
        parameters, progress, metrics, best_epoch, engine, error, seconds, created_at, queued_at, sequence, queue_place,
        ended_at, trashed_at, deleting
      FROM run;
    DROP TABLE run;
    ALTER TABLE run_70 RENAME TO run;
    CREATE UNIQUE INDEX run_number ON run (project_id, number);
    CREATE INDEX run_by_graph ON run (project_id, graph_version);
    CREATE INDEX run_by_state ON run (state, queued_at);
    CREATE INDEX run_by_version ON run (dataset_version_id);
    CREATE INDEX run_in_trash ON run (trashed_at) WHERE trashed_at IS NOT NULL;
    CREATE INDEX run_by_sequence ON run (sequence);
    CREATE INDEX run_by_queue_place ON run (queue_place);
  `,
};
