/** Numbers that look random and are the same on every machine for the same seed. Not for secrets. */
export interface SeededRandom {
  /** Uniform in 0 … 2³² − 1. */
  uint32(): number;
  /** Uniform in 0 … limit − 1, without the bias of a plain remainder. */
  below(limit: number): number;
  /** Fisher–Yates, in place. */
  shuffle<T>(items: T[]): T[];
}

const rotateLeft = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));

/** xoshiro128** 1.1 (Blackman and Vigna, 2018, prng.di.unimi.it) from a given state, which must not be all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): SeededRandom {
  let [a, b, c, d] = state;

  function uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  }

  function below(limit: number): number {
    // Values from the incomplete last block of the 32-bit range would favour the small results: draw again.
    const end = 2 ** 32 - (2 ** 32 % limit);
    let value = uint32();
    while (value >= end) value = uint32();
    return value % limit;
  }

  function shuffle<T>(items: T[]): T[] {
    for (let last = items.length - 1; last > 0; last--) {
      const other = below(last + 1);
      const kept = items[last] as T;
      items[last] = items[other] as T;
      items[other] = kept;
    }
    return items;
  }

  return { uint32, below, shuffle };
}

/** SplitMix with the 32-bit finalizer of MurmurHash3: turns any seed, 0 too, into well-mixed words. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

/**
 * A generator for a seed (any whole number up to 2⁵³) and, where one seed feeds several independent choices, the number
 * of the stream.
 */
export function seededRandom(seed: number, stream = 0): SeededRandom {
  const low = splitMix32(seed % 2 ** 32);
  const high = splitMix32(Math.floor(seed / 2 ** 32) ^ Math.imul(stream, 0x6c8e9cf5));
  const word = (): number => low() ^ high();
  // `| 1` keeps the one forbidden state, all zeros, out.
  return xoshiro128([word(), word(), word(), word() | 1]);
}
