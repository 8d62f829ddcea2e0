import { AppError } from '#shared/util/app-error.ts';

export function throwIfCancelled(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted) throw new AppError('CANCELLED', `${what} was cancelled; nothing of it was kept.`);
}
