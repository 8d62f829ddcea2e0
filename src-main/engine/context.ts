import type { Trainer } from '../transport/trainer-process.ts';
import { type Changes, createChanges } from './changes.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { Uploads } from './datasets/sources/uploads.ts';
import { type Database, openDatabase } from './db/database.ts';
import { WarmModels } from './evaluate/warm-models.ts';
import { settleExports } from './export/settle-exports.ts';
import { CrashReports } from './help/crash-reports.ts';
import { Notices } from './help/notices.ts';
import { reportLastEnd } from './help/report-last-end.ts';
import { startWatchedTrainer, type TrainerOptions } from './help/watch-trainer.ts';
import { createHome, type Home } from './home.ts';
import { createLog, type Logger } from './log.ts';
import { afterRecovery } from './recovery/after-recovery.ts';
import { RunQueue } from './runs/queue.ts';
import { createRunFeed, type RunFeed } from './runs/run-feed.ts';
import { StepSessions } from './steps/step-sessions.ts';
import { finishDeleting } from './trash/delete-forever.ts';

/** What every part of the engine works with. */
export interface EngineContext {
  readonly home: Home;
  readonly db: Database;
  readonly log: Logger;
  readonly changes: Changes;
  readonly runFeed: RunFeed;
  readonly queue: RunQueue;
  /** Models that are loaded, ready to predict. */
  readonly models: WarmModels;
  /** Networks that are being stepped through. */
  readonly steps: StepSessions;
  /** Resolves when exports that an earlier engine was killed over are cleared away: their drives may be slow. */
  readonly exportsSettled: Promise<void>;
  /** What browsers send, one file at a time. */
  readonly uploads: Uploads;
  readonly crashes: CrashReports;
  /** What a person has to be told about this data folder. */
  readonly notices: Notices;
  /** A fresh process that computes. */
  startTrainer(options?: TrainerOptions): Promise<Trainer>;
  /** A run goes on: the engine should not end by itself. */
  isBusy(): boolean;
  /** Ends trainers, then closes the database. */
  close(): Promise<void>;
}

const BACKUP_CHECK_MS = 60 * 60 * 1000;

/** Opens a data folder. The caller holds the folder's lock. Runs that wait in the queue begin at once. */
export async function createContext(folder: string): Promise<EngineContext> {
  const home = createHome(folder);
  const log = createLog(home.logs);
  const crashes = new CrashReports(home.crashes);
  const notices = new Notices(home);
  const db = await openDatabase({ file: home.database, backups: home.backups });
  await afterRecovery(home, db, notices, log);
  if (db.wasLeftOpen) reportLastEnd(home, crashes);
  await clearLeftovers({ home, db, log });
  const context: EngineContext = {
    home,
    db,
    log,
    changes: createChanges(),
    runFeed: createRunFeed(),
    get queue() {
      return queue;
    },
    get models() {
      return models;
    },
    get steps() {
      return steps;
    },
    exportsSettled: settleExports({ db, log }),
    uploads: new Uploads(home),
    crashes,
    notices,
    startTrainer: (options) => startWatchedTrainer(log, crashes, options),
    isBusy: () => queue.isBusy,
    close: async () => {
      clearInterval(backups);
      await Promise.all([queue.close(), models.close(), steps.close(), deleting]);
      // So that the first day, too, leaves one behind.
      await backUp();
      db.close();
    },
  };
  const queue = new RunQueue(context);
  const models = new WarmModels(context);
  const steps = new StepSessions(context);
  const backUp = () => db.backUpIfDue().catch((error: unknown) => log.error({ err: error }, 'the daily backup failed'));
  const backups = setInterval(backUp, BACKUP_CHECK_MS).unref();
  await queue.recover();
  const deleting = finishDeleting(context).catch((error: unknown) =>
    log.warn({ err: error }, 'what was being deleted could not be deleted to the end'),
  );
  return context;
}
