import { eq, or } from 'drizzle-orm';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from './database.ts';
import type { dataset, project } from './schema.ts';

/** Why nothing is found by this id or name; what is in the trash is told apart from what never was. */
export function notFound(
  db: ReadHandle,
  table: typeof dataset | typeof project,
  noun: 'dataset' | 'project',
  reference: string,
): AppError {
  const trashed = db
    .select({ name: table.name })
    .from(table)
    .where(or(eq(table.id, reference), eq(table.name, reference)))
    .get();
  const message = trashed
    ? `The ${noun} "${trashed.name}" is in the trash. Restore it, then it can be used again.`
    : `There is no ${noun} "${reference}".`;
  return new AppError('NOT_FOUND', message, { [noun]: reference });
}
