import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckpointFile, checkpointFile } from '#shared/training/checkpoint.ts';
import { keyPrefix } from '../datasets/packing/packed-files.ts';
import type { RawDatabase } from '../db/testing/raw-database.ts';
import { checkpointFolder, homePaths } from '../home.ts';

interface CheckpointRow {
  readonly run_id: string;
  readonly kind: 'best' | 'last';
  readonly step: number;
  readonly epoch: number;
}

/** What the database says, as far as files follow from it. */
export interface Known {
  readonly folder: string;
  readonly runs: ReadonlySet<string>;
  readonly checkpoints: readonly { readonly row: CheckpointRow; readonly file: CheckpointFile | null }[];
  /** Of datasets, and of imports that can be continued. */
  readonly versions: ReadonlySet<string>;
  readonly packed: ReadonlySet<string>;
  readonly uploads: ReadonlySet<string>;
  readonly predictions: ReadonlySet<string>;
}

export function known({ rows, column }: RawDatabase, folder: string): Known {
  const home = homePaths(folder);
  const checkpoints = rows<CheckpointRow>('SELECT run_id, kind, step, epoch FROM checkpoint');
  return {
    folder,
    runs: new Set(column('SELECT id FROM run')),
    checkpoints: checkpoints.map((row) => ({
      row,
      file: readState(join(checkpointFolder(home, row.run_id), row.kind, 'state.json')),
    })),
    versions: new Set(column('SELECT id FROM dataset_version UNION SELECT id FROM unfinished_import')),
    packed: new Set(column('SELECT content_hash FROM dataset_version').map(keyPrefix)),
    uploads: new Set(
      column(`SELECT json_extract(source, '$.path') FROM (SELECT source FROM dataset UNION ALL SELECT source
        FROM unfinished_import) WHERE json_extract(source, '$.kind') = 'upload'`),
    ),
    predictions: new Set(column("SELECT run_id || '/' || split || '-' || step || '.bin' FROM evaluation")),
  };
}

function readState(path: string): CheckpointFile | null {
  if (!existsSync(path)) return null;
  return checkpointFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

interface Place {
  readonly files: RegExp;
  /** Why this file should not be there; null where it should. */
  fault(known: Known, match: RegExpExecArray, isQuiet: boolean): string | null;
}

const when = (isKnown: boolean, fault: string): string | null => (isKnown ? null : fault);

/** Each place of a data folder, and what may lie there. */
const places: readonly Place[] = [
  { files: /^strata\.sqlite(-wal|-shm)?$/, fault: () => null },
  { files: /^strata\.sqlite\.in-use$/, fault: (_known, _match, isQuiet) => when(!isQuiet, 'it was not closed') },
  // Kept for the person after a restore, whatever it is.
  { files: /^rescued\/[\dT-]+Z(-\d+)?\//, fault: () => null },
  { files: /^engine\.lock$/, fault: (_known, _match, isQuiet) => when(!isQuiet, 'an engine was here') },
  { files: /^logs\/engine(-output)?(\.\d)?\.log(\.\d)?$/, fault: () => null },
  { files: /^crashes\/[^/]+\.json$/, fault: () => null },
  { files: /^rescued\/notices\.json$/, fault: () => null },
  { files: /^backups\/strata-[\dT-]+Z-[a-z0-9-]+\.sqlite$/, fault: () => null },
  {
    files: /^runs\/([^/]+)\/checkpoints\/(best|last)\/([^/]+)$/,
    fault: ({ checkpoints }, [, run, kind, name]) => {
      const found = checkpoints.find(({ row }) => row.run_id === run && row.kind === kind)?.file;
      return when(
        name === 'state.json' || name === found?.weights || name === found?.optimizer,
        'no checkpoint names it',
      );
    },
  },
  {
    files: /^cache\/packed\/([0-9a-f]+-)[0-9a-f]+\/(features\.u8|labels\.i32)$/,
    fault: ({ packed }, match) => when(packed.has(String(match[1])), 'no dataset has this content'),
  },
  {
    files: /^cache\/thumbnails\/(.+)\.jpegs(\.part)?$/,
    fault: ({ versions }, match) => when(versions.has(String(match[1])), 'there is no such dataset version'),
  },
  {
    files: /^cache\/predictions\/(.+\.bin)$/,
    fault: ({ predictions }, match) => when(predictions.has(String(match[1])), 'no evaluation stands on it'),
  },
  {
    files: /^(uploads\/[^/]+)\//,
    fault: ({ folder, uploads }, match) => when(uploads.has(join(folder, String(match[1]))), 'no dataset came from it'),
  },
  {
    // Deleting a run for good takes its exports in here along; no folder in here is without a whole one.
    files: /^exports\/([^./][^/]*)\//,
    fault: ({ folder }, match) =>
      when(existsSync(join(folder, 'exports', String(match[1]), 'certificate.json')), 'an export without certificate'),
  },
];

const folders: readonly RegExp[] = [
  /^(backups|cache|crashes|exports|logs|rescued|runs|uploads)$/,
  /^cache\/(packed|predictions|scratch|thumbnails)$/,
  /^cache\/packed\/[0-9a-f-]+$/,
  /^exports\/[^.]/,
  /^uploads\//,
  /^rescued\//,
];
const folderOfRun = /^(?:runs|cache\/predictions)\/([^/]+)(?:\/checkpoints(?:\/(?:best|last))?)?$/;

/** Why a file or folder (its path in the data folder, with forward slashes) should not be there; null where it should. */
export function fileFault(rows: Known, path: string, isFolder: boolean, isQuiet: boolean): string | null {
  if (isFolder) {
    const run = folderOfRun.exec(path)?.[1];
    if (run !== undefined) return when(rows.runs.has(run), 'there is no such run');
    return when(
      folders.some((folder) => folder.test(path)),
      'an unknown folder',
    );
  }
  for (const place of places) {
    const match = place.files.exec(path);
    if (match) return place.fault(rows, match, isQuiet);
  }
  return 'an unknown file';
}
