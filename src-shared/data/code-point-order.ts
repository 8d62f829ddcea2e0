/**
 * Orders strings by Unicode code point, the order of their UTF-8 bytes: the same on every machine and in every language
 * setting. Plain `<` compares UTF-16 units and puts emoji before U+FF00.
 */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return surrogatesLast(x) - surrogatesLast(y);
  }
  return a.length - b.length;
}

/** Moves the halves of code points above U+FFFF behind all others. */
const surrogatesLast = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
