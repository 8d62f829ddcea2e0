import { AppError } from '#shared/util/app-error.ts';

/** A file that isn't what its name says, or was cut or changed. */
export const damaged = (file: string, what: string, cause?: unknown): AppError =>
  new AppError(
    'FILE_FORMAT',
    `${file}: ${what}. Save the model again where it comes from, then open it anew.`,
    { file },
    { cause },
  );

/** JSON of a file that somebody else wrote. */
export function parseJson(text: string, file: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, `${what} is no JSON`, error);
  }
}
