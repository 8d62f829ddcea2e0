import { join } from 'node:path';
import { makeFolder, PRIVATE } from '#main/transport/make-folder.ts';

/** Where everything lies in a data folder. All of `cache` can be deleted at any time; nothing else can. */
export interface Home {
  readonly folder: string;
  readonly database: string;
  readonly backups: string;
  readonly runs: string;
  /** Decoded pictures as uint8 shards, one folder a dataset version and picture size. */
  readonly packed: string;
  readonly thumbnails: string;
  /** Predictions behind an evaluation; recomputed when they are gone. */
  readonly predictions: string;
  /** For files that are there only while something is worked on. */
  readonly scratch: string;
  /** Files dropped in the browser mode, one folder an upload. */
  readonly uploads: string;
  readonly exports: string;
  readonly logs: string;
  /** A file for each process that died. */
  readonly crashes: string;
  /** What was found damaged, kept aside; nothing here is ever removed by Strata. */
  readonly rescued: string;
}

export function homePaths(folder: string): Home {
  return {
    folder,
    database: join(folder, 'strata.sqlite'),
    backups: join(folder, 'backups'),
    runs: join(folder, 'runs'),
    packed: join(folder, 'cache', 'packed'),
    thumbnails: join(folder, 'cache', 'thumbnails'),
    predictions: join(folder, 'cache', 'predictions'),
    scratch: join(folder, 'cache', 'scratch'),
    uploads: join(folder, 'uploads'),
    exports: join(folder, 'exports'),
    logs: join(folder, 'logs'),
    crashes: join(folder, 'crashes'),
    rescued: join(folder, 'rescued'),
  };
}

/** Makes the folders that are missing. */
export function createHome(folder: string): Home {
  const home = homePaths(folder);
  const { database: _file, ...folders } = home;
  for (const path of Object.values(folders)) makeFolder(path, PRIVATE);
  return home;
}

/** The trainer writes `best` and `last` in here. */
export const checkpointFolder = (home: Home, run: string): string => join(home.runs, run, 'checkpoints');

/** All that lies here because of a run, apart from its exports. */
export const runFolders = (home: Home, run: string): string[] => [join(home.runs, run), join(home.predictions, run)];
