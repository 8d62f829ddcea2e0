import sharp from 'sharp';
import { expect, test } from 'vitest';
import { endsEarly } from './ends-early.ts';

const noise = Buffer.from(Uint8Array.from({ length: 48 * 48 * 3 }, (_, i) => (i * 7919) % 251));
const picture = () => sharp(noise, { raw: { width: 48, height: 48, channels: 3 } });

test.each([
  ['jpeg', () => picture().jpeg()],
  ['progressive jpeg', () => picture().jpeg({ progressive: true })],
  [
    'jpeg with metadata',
    () =>
      picture()
        .withExif({ IFD0: { Copyright: 'somebody' } })
        .jpeg(),
  ],
  ['png', () => picture().png()],
  ['gif', () => picture().gif()],
  ['webp', () => picture().webp()],
])('%s: whole files end, files cut anywhere do not', async (_, make) => {
  const whole = await make().toBuffer();
  expect(endsEarly(whole)).toBe(false);
  for (const part of [0.3, 0.6, 0.9, 0.99]) {
    expect(endsEarly(whole.subarray(0, Math.floor(whole.length * part)))).toBe(true);
  }
});
