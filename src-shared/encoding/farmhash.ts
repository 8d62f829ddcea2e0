/**
 * FarmHash's Fingerprint64 (its `na` form), which TensorFlow spreads words over buckets with. All arithmetic is of 64
 * bits, which JavaScript has in big integers alone.
 *
 * Source: https://github.com/google/farmhash, Geoff Pike
 */

const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => wrap((value >> by) | (value << (64n - by)));
const shiftMix = (value: bigint): bigint => value ^ (value >> 47n);

type Pair = readonly [bigint, bigint];

/** Little-endian numbers within bytes. */
class Bytes {
  readonly length: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(at: number): bigint {
    return BigInt(this.#view.getUint8(at));
  }

  word(at: number): bigint {
    return BigInt(this.#view.getUint32(at, true));
  }

  long(at: number): bigint {
    return this.#view.getBigUint64(at, true);
  }
}

function mix(u: bigint, v: bigint, factor: bigint): bigint {
  const a = shiftMix(wrap((u ^ v) * factor));
  return wrap(shiftMix(wrap((v ^ a) * factor)) * factor);
}

function upTo16(bytes: Bytes): bigint {
  const { length } = bytes;
  const factor = wrap(K2 + BigInt(length) * 2n);
  if (length >= 8) {
    const a = wrap(bytes.long(0) + K2);
    const b = bytes.long(length - 8);
    return mix(wrap(rotate(b, 37n) * factor + a), wrap((rotate(a, 25n) + b) * factor), factor);
  }
  if (length >= 4) return mix(BigInt(length) + (bytes.word(0) << 3n), bytes.word(length - 4), factor);
  if (length === 0) return K2;
  const y = bytes.byte(0) + (bytes.byte(length >> 1) << 8n);
  const z = BigInt(length) + (bytes.byte(length - 1) << 2n);
  return wrap(shiftMix(wrap(y * K2) ^ wrap(z * K0)) * K2);
}

function upTo32(bytes: Bytes): bigint {
  const { length } = bytes;
  const factor = wrap(K2 + BigInt(length) * 2n);
  const a = wrap(bytes.long(0) * K1);
  const b = bytes.long(8);
  const c = wrap(bytes.long(length - 8) * factor);
  const d = wrap(bytes.long(length - 16) * K2);
  return mix(wrap(rotate(wrap(a + b), 43n) + rotate(c, 30n) + d), wrap(a + rotate(wrap(b + K2), 18n) + c), factor);
}

function upTo64(bytes: Bytes): bigint {
  const { length } = bytes;
  const factor = wrap(K2 + BigInt(length) * 2n);
  const a = wrap(bytes.long(0) * K2);
  const b = bytes.long(8);
  const c = wrap(bytes.long(length - 8) * factor);
  const d = wrap(bytes.long(length - 16) * K2);
  const y = wrap(rotate(wrap(a + b), 43n) + rotate(c, 30n) + d);
  const z = mix(y, wrap(a + rotate(wrap(b + K2), 18n) + c), factor);
  const e = wrap(bytes.long(16) * factor);
  const f = bytes.long(24);
  const g = wrap((y + bytes.long(length - 32)) * factor);
  const h = wrap((z + bytes.long(length - 24)) * factor);
  return mix(wrap(rotate(wrap(e + f), 43n) + rotate(g, 30n) + h), wrap(e + rotate(wrap(f + a), 18n) + g), factor);
}

function weak32(bytes: Bytes, at: number, first: bigint, second: bigint): Pair {
  const a = wrap(first + bytes.long(at));
  const z = bytes.long(at + 24);
  const b = rotate(wrap(second + a + z), 21n);
  const sum = wrap(a + bytes.long(at + 8) + bytes.long(at + 16));
  return [wrap(sum + z), wrap(b + rotate(sum, 44n) + a)];
}

function above64(bytes: Bytes): bigint {
  const { length } = bytes;
  const seed = 81n;
  let x = seed;
  let y = wrap(seed * K1 + 113n);
  let z = wrap(shiftMix(wrap(y * K2 + 113n)) * K2);
  let v: Pair = [0n, 0n];
  let w: Pair = [0n, 0n];
  x = wrap(x * K2 + bytes.long(0));
  const end = Math.floor((length - 1) / 64) * 64;
  for (let at = 0; at < end; at += 64) {
    x = wrap(rotate(wrap(x + y + v[0] + bytes.long(at + 8)), 37n) * K1);
    y = wrap(rotate(wrap(y + v[1] + bytes.long(at + 48)), 42n) * K1);
    x ^= w[1];
    y = wrap(y + v[0] + bytes.long(at + 40));
    z = wrap(rotate(wrap(z + w[0]), 33n) * K1);
    v = weak32(bytes, at, wrap(v[1] * K1), wrap(x + w[0]));
    w = weak32(bytes, at + 32, wrap(z + w[1]), wrap(y + bytes.long(at + 16)));
    [z, x] = [x, z];
  }
  const factor = wrap(K1 + ((z & 0xffn) << 1n));
  // The last 64 bytes, some of which were read already.
  const at = length - 64;
  w = [wrap(w[0] + BigInt((length - 1) & 63)), w[1]];
  v = [wrap(v[0] + w[0]), v[1]];
  w = [wrap(w[0] + v[0]), w[1]];
  x = wrap(rotate(wrap(x + y + v[0] + bytes.long(at + 8)), 37n) * factor);
  y = wrap(rotate(wrap(y + v[1] + bytes.long(at + 48)), 42n) * factor);
  x ^= wrap(w[1] * 9n);
  y = wrap(y + v[0] * 9n + bytes.long(at + 40));
  z = wrap(rotate(wrap(z + w[0]), 33n) * factor);
  v = weak32(bytes, at, wrap(v[1] * factor), wrap(x + w[0]));
  w = weak32(bytes, at + 32, wrap(z + w[1]), wrap(y + bytes.long(at + 16)));
  [z, x] = [x, z];
  return mix(wrap(mix(v[0], w[0], factor) + wrap(shiftMix(y) * K0) + z), wrap(mix(v[1], w[1], factor) + x), factor);
}

/** 64 bits that stand for these bytes, the same on every machine. */
export function fingerprint64(bytes: Uint8Array): bigint {
  const read = new Bytes(bytes);
  if (read.length <= 16) return upTo16(read);
  if (read.length <= 32) return upTo32(read);
  return read.length <= 64 ? upTo64(read) : above64(read);
}

const CAT = 0xc6a4a7935bd1e995n;

/** TensorFlow's way to make one fingerprint of two. */
export function joinFingerprints(one: bigint, other: bigint): bigint {
  const joined = wrap((one ^ CAT ^ wrap(shiftMix(wrap(other * CAT)) * CAT)) * CAT);
  return shiftMix(wrap(shiftMix(joined) * CAT));
}
