import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { contract } from '#shared/contract/contract.ts';

const READ_BYTES = 512 * 1024;
const ERROR_LEVEL = 50;

const line = z.object({
  level: z.number(),
  time: z.number(),
  id: z.string().optional(),
  path: z.string().optional(),
  err: z.object({ type: z.string().optional(), code: z.string().optional() }).optional(),
});

/** What of a logged error says nothing about a person: never its message, which may name files. */
export interface LoggedError {
  readonly at: string;
  readonly id: string | null;
  /** The request it happened in, e.g. `datasets.import`. */
  readonly request: string | null;
  readonly kind: string;
}

/** The newest errors of a log, newest first. */
export function loggedErrors(file: string, limit: number): LoggedError[] {
  return lastLines(file)
    .flatMap((text) => {
      const parsed = line.safeParse(parseJson(text));
      if (!parsed.success || parsed.data.level < ERROR_LEVEL) return [];
      const { time, id, path, err } = parsed.data;
      return [
        {
          at: new Date(time).toISOString(),
          id: id && /^[a-z]+_[0-9a-z]{10}$/.test(id) ? id : null,
          request: path !== undefined && requests.has(path) ? path : null,
          kind: [err?.type, err?.code].filter((word) => word && /^[A-Za-z_]{1,40}$/.test(word)).join(' ') || 'error',
        },
      ];
    })
    .slice(-limit)
    .reverse();
}

/** Every request there is: what a log line names besides could be anything. */
const requests: ReadonlySet<string> = new Set(
  Object.entries(contract).flatMap(([domain, calls]) => Object.keys(calls).map((call) => `${domain}.${call}`)),
);

function lastLines(file: string): string[] {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, READ_BYTES));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8').split('\n');
  } catch {
    return [];
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
