import { expect, it } from 'vitest';
import { recordAttack } from '../../tools/vitest/attacks.ts';
import { isSameToken, newToken } from './token.ts';

it('takes the token alone, whatever is held against it, and never throws', ({ task }) => {
  const token = newToken();
  expect(isSameToken(token, token)).toBe(true);
  const nearMisses = Array.from(token, (_, i) => `${token.slice(0, i)}x${token.slice(i + 1)}`);
  const others = ['', 'x', `${token} `, token.repeat(2), token.toUpperCase(), `${token}\0`, '\ud800', 'a'.repeat(1e6)];
  const things = [
    null,
    undefined,
    0,
    true,
    {},
    [token],
    { toString: () => token },
    new String(token),
    Buffer.from(token),
  ];
  const tried = [...nearMisses, ...others, ...things];
  for (const given of tried) expect(isSameToken(given, token)).toBe(false);
  recordAttack({ task }, 'wrong tokens, and tokens in another place', tried.length);
});

it('is another one each time, and has 256 bits', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
});
