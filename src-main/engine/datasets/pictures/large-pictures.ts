import type { OpenPicture } from './open-picture.ts';

/** Decoded. Several of this size at once are no burden. */
const LARGE_BYTES = 64 * 1024 * 1024;

let before: Promise<unknown> = Promise.resolve();

/** Decodes large pictures one after the other: some formats must be held whole, and four at once would fill the memory. */
export function decodeInTurn<T>({ decodedBytes }: OpenPicture, decode: () => Promise<T>): Promise<T> {
  if (decodedBytes <= LARGE_BYTES) return decode();
  const turn = before.then(decode);
  before = turn.catch(() => {});
  return turn;
}
