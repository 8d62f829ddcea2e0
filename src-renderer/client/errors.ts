import { ORPCError } from '@orpc/client';
import { AppError, errorData } from '#shared/util/app-error.ts';

/** The connection broke while a request was under way; the request may be asked again once it is back. */
export class ConnectionLost extends Error {
  constructor() {
    super('The connection to the engine was lost.');
    this.name = 'ConnectionLost';
  }
}

/** Whatever was thrown, as the one kind of error that the window knows how to show. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ConnectionLost) {
    return new AppError('INTERNAL', 'The connection to the engine was lost. It is being restored; try again then.');
  }
  if (error instanceof ORPCError) {
    const sent = errorData.safeParse(error.data);
    if (sent.success) return new AppError(sent.data.code, sent.data.message, sent.data.details, { cause: error });
    const plain = errorData.safeParse({ code: error.code, message: error.message, details: error.data ?? {} });
    if (plain.success) return new AppError(plain.data.code, plain.data.message, plain.data.details, { cause: error });
    const code = error.code === 'BAD_REQUEST' ? 'BAD_INPUT' : 'INTERNAL';
    return new AppError(code, error.message, { issues: error.data }, { cause: error });
  }
  return new AppError('INTERNAL', error instanceof Error ? error.message : String(error), {}, { cause: error });
}

export const isCancelled = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'AbortError') || toAppError(error).code === 'CANCELLED';
