import type { Migration } from './migration.ts';

/** Frozen once shipped: a later change is a later migration. */
export const firstTables: Migration = {
  number: 10,
  title: 'datasets, projects, runs and their metrics',
  sql: `
    CREATE TABLE dataset (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE UNIQUE,
      kind TEXT NOT NULL,
      source TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE dataset_version (
      id TEXT PRIMARY KEY,
      dataset_id TEXT NOT NULL REFERENCES dataset(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      columns TEXT NOT NULL,
      problems TEXT NOT NULL,
      split TEXT NOT NULL,
      seed INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (dataset_id, number)
    ) STRICT;

    CREATE TABLE sample (
      version_id TEXT NOT NULL REFERENCES dataset_version(id) ON DELETE CASCADE,
      idx INTEGER NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      mtime_ms REAL NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      label INTEGER,
      split INTEGER NOT NULL CHECK (split BETWEEN 0 AND 2),
      PRIMARY KEY (version_id, idx)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sample_by_split ON sample (version_id, split, label);

    CREATE TABLE project (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE UNIQUE,
      dataset_id TEXT REFERENCES dataset(id) ON DELETE SET NULL,
      config TEXT NOT NULL,
      graph_version INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX project_by_dataset ON project (dataset_id);

    CREATE TABLE graph_version (
      project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      graph TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (project_id, version)
    ) STRICT;

    CREATE TABLE run (
      id TEXT PRIMARY KEY,
      project_id TEXT NOT NULL REFERENCES project(id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      dataset_version_id TEXT NOT NULL REFERENCES dataset_version(id),
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
      ended_at TEXT,
      -- Deferred: removing a project removes both, in any order.
      FOREIGN KEY (project_id, graph_version) REFERENCES graph_version(project_id, version)
        DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE UNIQUE INDEX run_number ON run (project_id, number);
    CREATE INDEX run_by_graph ON run (project_id, graph_version);
    CREATE INDEX run_by_state ON run (state, queued_at);
    CREATE INDEX run_by_version ON run (dataset_version_id);

    CREATE TABLE metric (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      scope TEXT NOT NULL CHECK (scope IN ('batch', 'epoch')),
      step INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      seconds REAL NOT NULL,
      "values" TEXT NOT NULL,
      PRIMARY KEY (run_id, scope, step)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE checkpoint (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('best', 'last')),
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      metrics TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (run_id, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evaluation (
      run_id TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
      checkpoint TEXT NOT NULL,
      step INTEGER NOT NULL,
      result TEXT NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (run_id, split)
    ) STRICT;
  `,
};
