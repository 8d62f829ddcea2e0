import BetterSqlite3 from 'better-sqlite3';
import { diskFull } from '#main/transport/storage-error.ts';
import { AppError } from '#shared/util/app-error.ts';
import { isCorruption } from './recovery/inspect-file.ts';

/** What SQLite threw, as something a person can act on; null where it is a mistake of ours. */
export function databaseError(error: unknown, file: string): AppError | null {
  // Drizzle wraps what a statement throws.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof BetterSqlite3.SqliteError)) return null;
  if (isCorruption(cause)) {
    return new AppError(
      'FILE_FORMAT',
      `${file} is damaged. Close Strata and start it again: it restores the newest backup and keeps the damaged file.`,
      { file },
      { cause: error },
    );
  }
  const { code } = cause;
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return new AppError(
      'FILE_UNREADABLE',
      `${file} can't be opened for writing. Change the permissions of its folder, or choose another with --home or STRATA_HOME.`,
      { file },
      { cause: error },
    );
  }
  // A write that the system cut short is reported as such by SQLite on a full disk and at a limit for file sizes.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE') {
    return diskFull(file, { cause: error, keep: 'Nothing of the last change was kept' });
  }
  return null;
}
