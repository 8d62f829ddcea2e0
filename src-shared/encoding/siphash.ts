/**
 * SipHash-2-4: like a fingerprint, but nobody without the key can choose words that fall together.
 *
 * Source: Aumasson and Bernstein, https://www.aumasson.jp/siphash/
 */

export type SipKey = readonly [bigint, bigint];

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => wrap((value << by) | (value >> (64n - by)));

class State {
  #a: bigint;
  #b: bigint;
  #c: bigint;
  #d: bigint;

  constructor([low, high]: SipKey) {
    this.#a = low ^ 0x736f6d6570736575n;
    this.#b = high ^ 0x646f72616e646f6dn;
    this.#c = low ^ 0x6c7967656e657261n;
    this.#d = high ^ 0x7465646279746573n;
  }

  round(times: number): void {
    for (let time = 0; time < times; time++) {
      this.#a = wrap(this.#a + this.#b);
      this.#b = rotate(this.#b, 13n) ^ this.#a;
      this.#a = rotate(this.#a, 32n);
      this.#c = wrap(this.#c + this.#d);
      this.#d = rotate(this.#d, 16n) ^ this.#c;
      this.#a = wrap(this.#a + this.#d);
      this.#d = rotate(this.#d, 21n) ^ this.#a;
      this.#c = wrap(this.#c + this.#b);
      this.#b = rotate(this.#b, 17n) ^ this.#c;
      this.#c = rotate(this.#c, 32n);
    }
  }

  take(block: bigint): void {
    this.#d ^= block;
    this.round(2);
    this.#a ^= block;
  }

  finish(): bigint {
    this.#c ^= 0xffn;
    this.round(4);
    return this.#a ^ this.#b ^ this.#c ^ this.#d;
  }
}

export function sipHash(key: SipKey, bytes: Uint8Array): bigint {
  const state = new State([wrap(key[0]), wrap(key[1])]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) state.take(view.getBigUint64(at, true));
  let last = BigInt(bytes.length & 0xff) << 56n;
  for (let at = whole; at < bytes.length; at++) last |= BigInt(view.getUint8(at)) << BigInt(8 * (at - whole));
  state.take(last);
  return state.finish();
}
