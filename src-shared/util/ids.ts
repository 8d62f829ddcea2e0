// Crockford: easy to read aloud, no look-alikes.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh id such as `run_7k2m9x4c1p`: 50 random bits, in Crockford's base 32 (no i, l, o, u). */
export function newId<const Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  let id = '';
  for (const byte of bytes) id += ALPHABET[byte & 31];
  return `${prefix}_${id}`;
}
