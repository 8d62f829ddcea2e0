import { bytesInWords, freeBytesAt } from '#main/transport/storage-error.ts';
import type { ErrorData } from '#shared/util/app-error.ts';

/** What a person can do about it. */
export const FREE_SPACE =
  'Free some space (empty the trash, delete runs and exports that are no longer needed, or other files on that disk), then resume.';

/** A full disk, to a person whose run it stopped. `home` where the details name no place; `result`: `this run is paused. …` */
export function outOfDisk(home: string, details: Readonly<Record<string, unknown>>, result: string): ErrorData {
  const { path, freeBytes, neededBytes } = details;
  const place = typeof path === 'string' ? path : home;
  const free = freeBytesAt(place);
  const words = [
    free === null ? [] : [`${bytesInWords(free)} free`],
    typeof neededBytes === 'number' ? [`${bytesInWords(neededBytes)} needed`] : [],
  ].flat();
  const where = `The disk of ${place} is full${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
  return {
    code: 'DISK_FULL',
    message: `${where}, so ${result}`,
    details: { path: place, freeBytes: free ?? freeBytes ?? null, neededBytes: neededBytes ?? null },
  };
}
