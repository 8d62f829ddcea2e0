import { fingerprint64, joinFingerprints } from './farmhash.ts';
import { sipHash } from './siphash.ts';
import { utf8 } from './utf8.ts';

/** A value as it stands in a column, before it is a number that a network can take. */
export type RawValue = string | number;

export interface HashOptions {
  readonly num_bins: number;
  /** The value that gets bucket 0 to itself. */
  readonly mask_value: RawValue | null;
  /** Two numbers make the hash a keyed one. */
  readonly salt: readonly [number, number] | null;
}

/** Numbers are hashed by how they are written, cut to whole ones, as in Keras. */
const written = (value: RawValue): Uint8Array => utf8(typeof value === 'number' ? `${Math.trunc(value)}` : value);

/** Which of so many buckets a word or number falls into; with a key where one is given. */
export function bucketOf(value: RawValue, buckets: number, salt: HashOptions['salt'] = null): number {
  const bytes = written(value);
  const hash = salt ? sipHash([BigInt(salt[0]), BigInt(salt[1])], bytes) : fingerprint64(bytes);
  return Number(hash % BigInt(buckets));
}

/** Keras's `Hashing`, of one value. */
export function hashValue(value: RawValue, { num_bins, mask_value, salt }: HashOptions): number {
  if (mask_value === null || num_bins < 2) return bucketOf(value, num_bins, salt);
  return value === mask_value ? 0 : bucketOf(value, num_bins - 1, salt) + 1;
}

/** TensorFlow's key of crossed features. */
const CROSS_KEY = 0xdecafcaffen;

/** Keras's `HashedCrossing`: one bucket for values that meet. */
export function crossValues(values: readonly RawValue[], buckets: number): number {
  const prints = values.map((value) =>
    typeof value === 'number' ? BigInt.asUintN(64, BigInt(Math.trunc(value))) : fingerprint64(utf8(value)),
  );
  return Number(prints.reduce(joinFingerprints, CROSS_KEY) % BigInt(buckets));
}
