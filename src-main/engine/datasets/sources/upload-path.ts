import { AppError } from '#shared/util/app-error.ts';

/** Windows can't have these as names, with or without an extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * The path of a dropped file, relative to its upload, as it is safe to write: it can't lead out of the folder, on any
 * system. Browsers send paths such as `pets/cat/1.jpg`; everything else is refused by name.
 */
export function safeUploadPath(path: string): string {
  const segments = path.replace(/^\//, '').split('/');
  for (const segment of segments) {
    const fault = faultOf(segment);
    if (fault) throw new AppError('BAD_INPUT', `The file ${JSON.stringify(path)} can't be taken: ${fault}.`, { path });
  }
  if (segments.length > 32)
    throw new AppError('BAD_INPUT', `The file ${path} lies more than 32 folders deep.`, { path });
  return segments.join('/');
}

function faultOf(segment: string): string | null {
  if (segment === '') return 'a part of its path is empty';
  if (segment === '.' || segment === '..') return `its path contains "${segment}"`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\\:]/.test(segment)) return 'its path contains a control character, a backslash or a colon';
  if (!segment.isWellFormed()) return 'its path is no valid Unicode';
  if (Buffer.byteLength(segment) > 255) return 'a name in its path is longer than 255 bytes';
  if (reserved.test(segment) || /[. ]$/.test(segment)) return `Windows can't have the name "${segment}"`;
  return null;
}
