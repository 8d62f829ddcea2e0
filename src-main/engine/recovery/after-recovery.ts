import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import type { Notices } from '../help/notices.ts';
import type { Home } from '../home.ts';
import type { Logger } from '../log.ts';
import { keepOrphans } from './keep-orphans.ts';
import { tellRecovery } from './tell-recovery.ts';

/** Compares a restored database with what lies on the disk, keeps what it no longer knows, and tells the person. */
export async function afterRecovery(home: Home, db: Database, notices: Notices, log: Logger): Promise<void> {
  const { recovery } = db;
  if (!recovery) return;
  const now = new Date();
  const folder = recovery.keptIn ?? join(home.rescued, `${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`);
  const orphans = keepOrphans(home, db, folder);
  const { damage, backupOf, salvage } = recovery;
  log.warn({ damage, backupOf, rows: salvage.rows, unreadable: salvage.unreadable, ...orphans }, 'database restored');
  await notices.add(tellRecovery(recovery, orphans, folder, now));
}
