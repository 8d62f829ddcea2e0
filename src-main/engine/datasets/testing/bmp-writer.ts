export interface BmpRecipe {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  readonly topDown?: boolean;
  /** Blue, green, red, 0 each. */
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly masks?: readonly number[];
  readonly compression?: number;
  /** Rows as they are stored, padded to 4 bytes here; or the whole run-length code. */
  readonly rows?: readonly (readonly number[])[];
  readonly code?: readonly number[];
}

/** Puts a BMP together byte by byte, so that tests can have every variant. Palette colours are red, green, blue. */
export function writeBmp(recipe: BmpRecipe): Buffer {
  const { width, height, bits, topDown = false, palette = [], masks = [], rows = [], code } = recipe;
  const pixels = code ? Buffer.from(code) : Buffer.concat(rows.map(padded));
  const compression = recipe.compression ?? (masks.length > 0 ? 3 : 0);
  const offset = 54 + masks.length * 4 + palette.length * 4;
  const head = Buffer.alloc(offset);
  head.write('BM', 0, 'latin1');
  head.writeUInt32LE(offset + pixels.length, 2);
  head.writeUInt32LE(offset, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(topDown ? -height : height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  head.writeUInt32LE(pixels.length, 34);
  head.writeUInt32LE(palette.length, 46);
  for (const [i, mask] of masks.entries()) head.writeUInt32LE(mask, 54 + i * 4);
  const paletteOffset = 54 + masks.length * 4;
  for (const [i, [red, green, blue]] of palette.entries()) head.set([blue, green, red, 0], paletteOffset + i * 4);
  return Buffer.concat([head, pixels]);
}

const padded = (row: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(Math.ceil(row.length / 4) * 4);
  bytes.set(row);
  return bytes;
};
