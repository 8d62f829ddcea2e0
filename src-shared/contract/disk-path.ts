import { z } from 'zod';

/** Read from whatever runs this: on macOS and Linux a path begins at the root, on Windows at a drive or a share. */
const { process } = globalThis as { process?: { platform?: string } };
const ABSOLUTE = process?.platform === 'win32' ? /^([A-Za-z]:[\\/]|[\\/]{2})/ : /^\//;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no file system takes it
const NUL = /\u0000/;
/** Half a character, which the disk would be given as another one. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * A file or folder of this machine that a request names. Every such field is of this type, absolute (the engine's own
 * working folder means nothing to anybody), and has its attacks in `hostile-paths.test.ts`.
 */
export const diskPath = z
  .string()
  .min(1)
  .max(4096, 'is longer than any path can be')
  .regex(ABSOLUTE, 'expected an absolute path, such as /home/me/pictures')
  .refine((path) => !NUL.test(path) && !HALF_CHARACTER.test(path), 'holds a character that no path can have')
  .meta({ diskPath: true });

export const isDiskPath = (schema: z.core.$ZodType): boolean => z.globalRegistry.get(schema)?.diskPath === true;
