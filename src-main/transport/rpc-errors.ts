import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { z } from 'zod';
import { AppError, errorData } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';

/** Gets what no code of ours foresaw, with the id that the person sees. */
export type UnexpectedLog = (id: string, error: unknown, path: string) => void;

/** Makes an AppError of what the machine refused (a full disk, a damaged file); null for all else. */
export type Explain = (error: unknown) => AppError | null;

/** On the serving side: whatever was thrown, as the error that crosses. */
export function toWireError(
  thrown: unknown,
  path: string,
  log: UnexpectedLog,
  explain?: Explain,
): ORPCError<string, unknown> {
  const error = toAppError(thrown, path, log, explain);
  return new ORPCError(error.code, { message: shortened(error.message), data: error.details, cause: thrown });
}

/** A request whose input is not what any client of ours sends. */
export const unreadable = (path: string): ORPCError<string, unknown> =>
  toWireError(new AppError('BAD_INPUT', `${path}: the request could not be read.`), path, () => {});

/** A client of another version. */
export const unknownRequest = (path: string): ORPCError<string, unknown> =>
  toWireError(new AppError('NOT_SUPPORTED', `This version of Strata has no request ${path}.`), path, () => {});

/** Messages name what was asked for, which may be anything. */
const MAX_MESSAGE = 4000;
const shortened = (text: string): string => (text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text);
const MAX_ISSUES = 20;

function toAppError(thrown: unknown, path: string, log: UnexpectedLog, explain?: Explain): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST') return badInput(thrown, path);
  if (thrown instanceof Error && thrown.name === 'AbortError') return new AppError('CANCELLED', 'It was cancelled.');
  const explained = explain?.(thrown);
  if (explained) return explained;
  const id = newId('err');
  log(id, thrown, path);
  return new AppError('INTERNAL', `Something went wrong inside Strata (${id}). The log has the details.`, { id });
}

function badInput(error: ORPCError<string, unknown>, path: string): AppError {
  if (!(error.cause instanceof ValidationError)) {
    return new AppError('BAD_INPUT', `${path}: the request could not be read.`);
  }
  const issues = error.cause.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message: issue.message,
  }));
  const sentences = issues.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message));
  return new AppError('BAD_INPUT', `${path} was asked with something it can't take. ${sentences.join('; ')}`, {
    issues,
  });
}

const wireError = z.object({ code: z.string(), message: z.string(), data: z.unknown() });

/** On the calling side: always an AppError. `lost` says what a closed connection means here. */
export function fromWireError(
  thrown: unknown,
  state: { isCancelled: boolean; isLost: boolean },
  lost: () => AppError,
): AppError {
  if (thrown instanceof AppError) return thrown;
  if (state.isCancelled) return new AppError('CANCELLED', 'It was cancelled.');
  if (thrown instanceof ORPCError) {
    const { code, message, data } = wireError.parse(thrown);
    const known = errorData.safeParse({ code, message, details: data ?? {} });
    if (known.success) return new AppError(known.data.code, message, known.data.details, { cause: thrown });
    return new AppError('INTERNAL', message, { code }, { cause: thrown });
  }
  if (state.isLost) return lost();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('INTERNAL', message, {}, { cause: thrown });
}
