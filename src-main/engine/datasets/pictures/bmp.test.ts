import { describe, expect, test } from 'vitest';
import { type BmpRecipe, writeBmp } from '../testing/bmp-writer.ts';
import { decodeBmp } from './bmp.ts';

/** Rows from the top as `rgb` hex, one word a row, so that a picture can be read in a test. */
function rows(recipe: BmpRecipe): string[] {
  const { width, height, data } = decodeBmp(writeBmp(recipe));
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data.toString('hex', (y * width + x) * 4, (y * width + x) * 4 + 3)).join(
      ' ',
    ),
  );
}
const [R, G, B, K] = ['ff0000', '00ff00', '0000ff', '000000'];
const palette = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const;

// Each variant decodes to the same 3 × 2 picture. Pillow 13 agrees on all but the swapped masks, which it refuses.
const expected = [`${R} ${G} ${B}`, `${K} ${B} ${R}`];
const low = { width: 3, height: 2 } as const;
const variants: Record<string, BmpRecipe> = {
  '4 bits, odd width': {
    ...low,
    bits: 4,
    palette,
    rows: [
      [0x03, 0x10],
      [0x12, 0x30],
    ],
  },
  '8 bits': {
    ...low,
    bits: 8,
    palette,
    rows: [
      [0, 3, 1],
      [1, 2, 3],
    ],
  },
  '16 bits, 5 a channel': {
    ...low,
    bits: 16,
    rows: [
      [0, 0, 0x1f, 0, 0, 0x7c],
      [0, 0x7c, 0xe0, 0x03, 0x1f, 0],
    ],
  },
  '16 bits, 5-6-5 masks': {
    ...low,
    bits: 16,
    masks: [0xf800, 0x07e0, 0x001f],
    rows: [
      [0, 0, 0x1f, 0, 0, 0xf8],
      [0, 0xf8, 0xe0, 0x07, 0x1f, 0],
    ],
  },
  '24 bits': {
    ...low,
    bits: 24,
    rows: [
      [0, 0, 0, 255, 0, 0, 0, 0, 255],
      [0, 0, 255, 0, 255, 0, 255, 0, 0],
    ],
  },
  '24 bits, top-down': {
    ...low,
    bits: 24,
    topDown: true,
    rows: [
      [0, 0, 255, 0, 255, 0, 255, 0, 0],
      [0, 0, 0, 255, 0, 0, 0, 0, 255],
    ],
  },
  '32 bits': {
    ...low,
    bits: 32,
    rows: [
      [0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0],
      [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0],
    ],
  },
  '32 bits, masks the other way round': {
    ...low,
    bits: 32,
    masks: [0x000000ff, 0x0000ff00, 0x00ff0000],
    rows: [
      [0, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0],
      [255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0],
    ],
  },
  'RLE8 with runs, a literal stretch and an end': {
    ...low,
    bits: 8,
    palette,
    compression: 1,
    code: [1, 0, 1, 3, 1, 1, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1],
  },
  'RLE8 with a jump': {
    ...low,
    bits: 8,
    palette,
    compression: 1,
    code: [0, 2, 1, 0, 1, 3, 1, 1, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1],
  },
};

describe('BMP', () => {
  for (const [name, recipe] of Object.entries(variants)) {
    test(name, () => expect(rows(recipe)).toEqual(expected));
  }

  test('RLE4 alternates the two colours of a run', () => {
    const code = [3, 0x31, 0, 0, 0, 3, 0x12, 0x30, 0, 1];
    expect(rows({ ...low, bits: 4, palette, compression: 2, code })).toEqual([`${R} ${G} ${B}`, `${B} ${R} ${B}`]);
  });

  test('1 bit takes its colours from the palette, whatever they are', () => {
    const recipe: BmpRecipe = {
      width: 9,
      height: 1,
      bits: 1,
      palette: [palette[2], palette[1]],
      rows: [[0b10100000, 0x80]],
    };
    expect(rows(recipe)).toEqual([[R, G, R, G, G, G, G, G, R].join(' ')]);
  });

  test('an alpha mask counts only where any pixel uses it', () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const one = (alpha: number): BmpRecipe => ({
      width: 1,
      height: 1,
      bits: 32,
      masks,
      compression: 6,
      rows: [[0, 0, 9, alpha]],
    });
    expect(decodeBmp(writeBmp(one(0)))).toMatchObject({ hasAlpha: false, data: Buffer.from([9, 0, 0, 255]) });
    expect(decodeBmp(writeBmp(one(128)))).toMatchObject({ hasAlpha: true, data: Buffer.from([9, 0, 0, 128]) });
  });

  test('a file cut anywhere throws and never reads past its end', () => {
    for (const [name, recipe] of Object.entries(variants)) {
      const whole = writeBmp(recipe);
      // Padding at the end may go; run lengths may lack their end mark.
      for (let length = 0; length < whole.length - 4; length++) {
        expect(() => decodeBmp(whole.subarray(0, length)), `${name}, ${length} bytes`).toThrow();
      }
    }
  });
});
