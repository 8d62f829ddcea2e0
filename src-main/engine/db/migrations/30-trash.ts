import type { Migration } from './migration.ts';

/**
 * Frozen once shipped: a later change is a later migration. SQLite can't drop the uniqueness that stands in a column, so
 * the two tables are made anew; a name is now unique among what is not in the trash.
 */
export const trash: Migration = {
  number: 30,
  title: 'a trash, names for runs, and run numbers that are never given twice',
  sql: `
    CREATE TABLE dataset_30 (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE,
      kind TEXT NOT NULL,
      source TEXT NOT NULL,
      created_at TEXT NOT NULL,
      trashed_at TEXT,
      -- Its files are being deleted; what is left of them goes at the next start, then the row.
      deleting INTEGER NOT NULL DEFAULT 0 CHECK (deleting IN (0, 1))
    ) STRICT;
    INSERT INTO dataset_30 SELECT id, name, kind, source, created_at, NULL, 0 FROM dataset;
    DROP TABLE dataset;
    ALTER TABLE dataset_30 RENAME TO dataset;
    CREATE UNIQUE INDEX dataset_name ON dataset (name) WHERE trashed_at IS NULL;
    CREATE INDEX dataset_in_trash ON dataset (trashed_at) WHERE trashed_at IS NOT NULL;

    CREATE TABLE project_30 (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE,
      dataset_id TEXT REFERENCES dataset(id) ON DELETE SET NULL,
      config TEXT NOT NULL,
      graph_version INTEGER NOT NULL,
      next_run INTEGER NOT NULL DEFAULT 1,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      trashed_at TEXT,
      deleting INTEGER NOT NULL DEFAULT 0 CHECK (deleting IN (0, 1))
    ) STRICT;
    INSERT INTO project_30
      SELECT id, name, dataset_id, config, graph_version,
        (SELECT coalesce(max(number), 0) + 1 FROM run WHERE run.project_id = project.id),
        created_at, updated_at, NULL, 0
      FROM project;
    DROP TABLE project;
    ALTER TABLE project_30 RENAME TO project;
    CREATE INDEX project_by_dataset ON project (dataset_id);
    CREATE UNIQUE INDEX project_name ON project (name) WHERE trashed_at IS NULL;
    CREATE INDEX project_in_trash ON project (trashed_at) WHERE trashed_at IS NOT NULL;

    ALTER TABLE run ADD COLUMN name TEXT;
    ALTER TABLE run ADD COLUMN trashed_at TEXT;
    ALTER TABLE run ADD COLUMN deleting INTEGER NOT NULL DEFAULT 0 CHECK (deleting IN (0, 1));
    CREATE INDEX run_in_trash ON run (trashed_at) WHERE trashed_at IS NOT NULL;
  `,
};
