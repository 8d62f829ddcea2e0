import { isDiskFull, isRefused, storageError } from '#main/transport/storage-error.ts';
import type { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from './context.ts';

/** What the disk or the database refused, wherever it happened, in words; null for a mistake of ours. */
export function explainError({ db, home }: Pick<EngineContext, 'db' | 'home'>, error: unknown): AppError | null {
  const explained = db.explain(error);
  if (explained) return explained;
  const { path } = error as NodeJS.ErrnoException;
  return isDiskFull(error) || isRefused(error) ? storageError(error, path ?? home.folder) : null;
}
