import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { openRaw, type RawDatabase } from '../db/testing/raw-database.ts';
import { homePaths } from '../home.ts';
import { fileFault, type Known, known } from './known-files.ts';

/**
 * What is wrong in a data folder, in words; empty where nothing is. `isQuiet`: no engine runs, so that nothing may be half
 * done and no run may be on its way.
 */
export function dataFolderFaults(folder: string, isQuiet: boolean): string[] {
  const database = openRaw(homePaths(folder).database);
  try {
    const rows = known(database, folder);
    return [
      ...database.faults(),
      ...rowFaults(database, isQuiet),
      ...checkpointFaults(rows),
      ...fileFaults(rows, isQuiet),
    ];
  } finally {
    database.close();
  }
}

/** Each query finds the rows that must not be. */
const never: Readonly<Record<string, string>> = {
  'a project whose newest graph version is not the one it names': `
    SELECT id FROM project WHERE graph_version <> (SELECT max(version) FROM graph_version WHERE project_id = project.id)`,
  'a run whose graph version is gone': `
    SELECT id FROM run WHERE NOT EXISTS (SELECT 1 FROM graph_version g
      WHERE g.project_id = run.project_id AND g.version = run.graph_version)`,
  'a dataset without a version': 'SELECT id FROM dataset WHERE id NOT IN (SELECT dataset_id FROM dataset_version)',
  'a dataset version whose samples have gaps': `
    SELECT version_id FROM sample GROUP BY version_id HAVING min(idx) <> 0 OR max(idx) <> count(*) - 1`,
  'a dataset version without samples': 'SELECT id FROM dataset_version WHERE id NOT IN (SELECT version_id FROM sample)',
  'an interrupted run that does not say why': "SELECT id FROM run WHERE state = 'interrupted' AND error IS NULL",
  'a run at rest that has no end': `
    SELECT id FROM run WHERE state IN ('completed', 'stopped', 'failed', 'interrupted') AND ended_at IS NULL`,
  'a completed run without weights': `
    SELECT id FROM run WHERE state = 'completed' AND id NOT IN (SELECT run_id FROM checkpoint WHERE kind = 'last')`,
  'a completed run whose epochs have gaps': `
    SELECT id FROM run WHERE state = 'completed' AND (SELECT max(epoch) FROM metric WHERE run_id = run.id AND scope = 'epoch')
      <> (SELECT count(*) FROM metric WHERE run_id = run.id AND scope = 'epoch')`,
  'a completed run whose last epoch has no point': `
    SELECT id FROM run JOIN checkpoint c ON c.run_id = run.id AND c.kind = 'last' WHERE state = 'completed' AND
      c.epoch <> (SELECT max(epoch) FROM metric WHERE run_id = run.id AND scope = 'epoch')`,
};

const neverAtRest: Readonly<Record<string, string>> = {
  'a run on its way though no engine runs': "SELECT id FROM run WHERE state IN ('preparing', 'running', 'paused')",
  'something that is only half deleted': ['project', 'dataset', 'run']
    .map((table) => `SELECT id FROM ${table} WHERE deleting = 1`)
    .join(' UNION '),
  'an export that is only half written': 'SELECT target FROM unfinished_export',
};

function rowFaults(database: RawDatabase, isQuiet: boolean): string[] {
  return Object.entries({ ...never, ...(isQuiet ? neverAtRest : {}) }).flatMap(([what, query]) => {
    const found = database.column(query);
    return found.length === 0 ? [] : [`${what}: ${found.join(', ')}`];
  });
}

/** What the database promises to resume from, or to predict with, is on the disk. */
const checkpointFaults = ({ checkpoints }: Known): string[] =>
  checkpoints.flatMap(({ row, file }) =>
    file?.state.step === row.step && file.state.epoch === row.epoch
      ? []
      : [`checkpoint ${row.kind} of ${row.run_id}: step ${row.step} in the database, ${file?.state.step} on the disk`],
  );

function fileFaults(rows: Known, isQuiet: boolean): string[] {
  const { folder } = homePaths(rows.folder);
  if (!existsSync(folder)) return [`${folder} is gone`];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    const fault = fileFault(rows, path, entry.isDirectory(), isQuiet);
    return fault === null ? [] : [`${path}: ${fault}`];
  });
}
