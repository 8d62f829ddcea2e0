/** The code of an error of the file system, e.g. `ENOENT`; empty for all else. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
