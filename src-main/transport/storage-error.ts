/** What the file system refuses, in words; for the engine and the trainers alike. */
import { existsSync, statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';

/** EFBIG: a limit for the size of files, which is a full disk to whoever writes. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);

const systemCodeOf = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? '') : '';

export const isDiskFull = (error: unknown): boolean =>
  FULL.has(systemCodeOf(error)) || (error instanceof AppError && error.code === 'DISK_FULL');

/** Bytes that this user may still write at a place, or where it would be made; null where the system does not say. */
export function freeBytesAt(place: string): number | null {
  try {
    const disk = statfsSync(nearestExisting(place));
    return disk.bavail * disk.bsize;
  } catch {
    return null;
  }
}

/** By the permissions of a place, or because its disk is read-only. */
export const isRefused = (error: unknown): boolean => REFUSED.has(systemCodeOf(error));

interface FullOptions {
  readonly cause?: unknown;
  /** Bytes that were going to be written. */
  readonly neededBytes?: number;
  /** What the failure means for the person's work: `Nothing was imported`. */
  readonly keep?: string;
}

/** The one error for a place without room: which place, how much is free, how much is needed, what to do. */
export function diskFull(place: string, { cause, neededBytes, keep }: FullOptions = {}): AppError {
  const freeBytes = freeBytesAt(place);
  const free = freeBytes === null ? '' : `; ${bytesInWords(freeBytes)} are free`;
  const needed = neededBytes === undefined ? '' : `, ${bytesInWords(neededBytes)} are needed`;
  const message = `The disk of ${place} is full${free}${needed}.${keep ? ` ${keep}.` : ''} Free some space, then try again.`;
  return new AppError('DISK_FULL', message, { path: place, freeBytes, neededBytes: neededBytes ?? null }, { cause });
}

/** Refuses, before hours of work, what can't fit. */
export function requireSpace(place: string, neededBytes: number, keep: string): void {
  const free = freeBytesAt(place);
  if (free !== null && free < neededBytes) throw diskFull(place, { neededBytes, keep });
}

/** A failure of the file system as one that a person can act on; null where it is none. `target` is what was written. */
export function storageError(error: unknown, target: string): AppError | null {
  const code = systemCodeOf(error);
  const details = { path: target };
  if (FULL.has(code)) return diskFull(target, { cause: error });
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('NOT_FOUND', `The folder ${dirname(target)} does not exist.`, details, { cause: error });
  }
  if (REFUSED.has(code)) {
    const why = code === 'EROFS' ? 'the disk is read-only' : 'permission denied';
    const message = `${target} can't be written: ${why}. Choose another place, or change its permissions.`;
    return new AppError('FILE_UNREADABLE', message, details, { cause: error });
  }
  if (code === 'ENAMETOOLONG') {
    return new AppError('BAD_INPUT', `The name ${basename(target)} is too long.`, details, { cause: error });
  }
  if (code === 'EISDIR') return new AppError('BAD_INPUT', `${target} is a folder; name a file.`, details);
  if (code === 'EIO') {
    return new AppError('FILE_UNREADABLE', `The disk of ${target} does not work (EIO).`, details, { cause: error });
  }
  return null;
}

function nearestExisting(place: string): string {
  if (existsSync(place)) return place;
  const parent = dirname(place);
  return parent === place ? place : nearestExisting(parent);
}

export const bytesInWords = (bytes: number): string =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(1)} GB`;
