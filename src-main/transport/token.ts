import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits that a peer must show before anything else. */
export const newToken = (): string => randomBytes(32).toString('hex');

/** Takes as long for a nearly right token as for a wrong one; hashing first makes the lengths equal. */
export function isSameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
