import { z } from 'zod';

/** Every failure a person or a script can meet has one of these codes; anything else is INTERNAL with a logged id. */
export const errorCodes = [
  'BAD_INPUT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'IN_USE',
  'CANCELLED',
  'CONFLICT',
  'GRAPH_INVALID',
  'DATA_INVALID',
  'FILE_UNREADABLE',
  'FILE_FORMAT',
  'DISK_FULL',
  'NEWER_VERSION',
  'SETUP_INCOMPLETE',
  'TRAINER_FAILED',
  'OUT_OF_MEMORY',
  'NOT_SUPPORTED',
  'UNAUTHORIZED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export const errorData = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).default({}),
});
export type ErrorData = z.infer<typeof errorData>;

/** An expected failure: its message says what, where, what was expected and found, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, details: this.details };
  }
}
