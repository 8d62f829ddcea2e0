import { type Changes, createChanges } from './changes.ts';
import { type Database, openDatabase } from './db/database.ts';
import { createHome, type Home } from './home.ts';
import { createLog, type Logger } from './log.ts';

/** What every part of the engine works with. */
export interface EngineContext {
  readonly home: Home;
  readonly db: Database;
  readonly log: Logger;
  readonly changes: Changes;
  /** Ends trainers, then closes the database. */
  close(): Promise<void>;
}

/** Opens a data folder. The caller holds the folder's lock. */
export async function createContext(folder: string): Promise<EngineContext> {
  const home = createHome(folder);
  const log = createLog(home.logs);
  const db = await openDatabase({ file: home.database, backups: home.backups });
  return {
    home,
    db,
    log,
    changes: createChanges(),
    close: async () => {
      db.close();
    },
  };
}
