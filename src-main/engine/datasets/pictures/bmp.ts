import { type BmpHeader, readBmpHeader } from './bmp-header.ts';
import { expandRunLengths } from './bmp-run-lengths.ts';

/** Rows from the top, red, green, blue, alpha. */
export interface RgbaPixels {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  readonly data: Buffer;
}

/** Width and height of a BMP, without decoding it. Throws where the header makes no sense. */
export const bmpSize = (file: Buffer): { width: number; height: number } => readBmpHeader(file);

/**
 * Decodes every uncompressed and run-length coded BMP: 1 to 32 bits, palettes, bit masks, either row order. sharp has no
 * BMP decoder, and the small libraries for it give wrong pixels for some of these (4 bits with an odd width, run lengths,
 * top-down rows). Throws where the file ends before its picture does. The caller bounds the size before.
 */
export function decodeBmp(file: Buffer): RgbaPixels {
  const header = readBmpHeader(file);
  const { width, height } = header;
  const run = header.compression === 'rle8' || header.compression === 'rle4';
  const stride = Math.ceil((width * header.bits) / 32) * 4;
  // The padding of the last row may be missing; its pixels may not. Asked before anything is allocated for them.
  const needed = header.pixelOffset + stride * (height - 1) + Math.ceil((width * header.bits) / 8);
  if (!run && file.length < needed) throw new Error('the file ends inside the picture');

  const indices = run ? expandRunLengths(file.subarray(header.pixelOffset), width, height, header.bits === 4) : null;
  const writeRow = header.bits <= 8 ? indexedRows(file, header, indices) : directRows(file, header);
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const stored = header.topDown ? y : height - 1 - y;
    writeRow(colours.subarray(y * width, (y + 1) * width), stored, header.pixelOffset + stored * stride);
  }
  // Every machine that this runs on is little-endian: red comes first.
  const data = Buffer.from(colours.buffer);
  return { width, height, data, hasAlpha: settleAlpha(data, header) };
}

/**
 * Fills a row with colours, red in the lowest byte. `stored` is its number in the file, `at` where it begins there. One
 * loop a kind: this runs in the engine's thread, for millions of pixels.
 */
type RowWriter = (row: Uint32Array, stored: number, at: number) => void;

const OPAQUE = 0xff000000;

function indexedRows(file: Buffer, header: BmpHeader, indices: Uint8Array | null): RowWriter {
  const { paletteOffset, paletteStride, paletteSize, bits, width } = header;
  if (file.length < paletteOffset + paletteStride * paletteSize) throw new Error('the file ends inside the palette');
  // An index past the palette is black, as in Windows.
  const colours = new Uint32Array(256).fill(OPAQUE);
  for (let index = 0; index < paletteSize; index++) {
    const [blue = 0, green = 0, red = 0] = file.subarray(paletteOffset + index * paletteStride);
    colours[index] = red | (green << 8) | (blue << 16) | OPAQUE;
  }
  if (indices || bits === 8) {
    return (row, stored, at) => {
      const source = indices ?? file;
      const start = indices ? stored * width : at;
      for (let x = 0; x < row.length; x++) row[x] = colours[source[start + x] as number] as number;
    };
  }
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (row, _stored, at) => {
    for (let x = 0; x < row.length; x++) {
      const byte = file[at + ((x / perByte) | 0)] as number;
      row[x] = colours[(byte >> (8 - bits * ((x % perByte) + 1))) & mask] as number;
    }
  };
}

function directRows(file: Buffer, header: BmpHeader): RowWriter {
  const { bits, masks } = header;
  if (bits === 24) {
    return (row, _stored, at) => {
      for (let x = 0, i = at; x < row.length; x++, i += 3) {
        const [blue, green, red] = [file[i] as number, file[i + 1] as number, file[i + 2] as number];
        row[x] = red | (green << 8) | (blue << 16) | OPAQUE;
      }
    };
  }
  const [red, green, blue, alpha] = masks.map(scaleOf) as [Scale, Scale, Scale, Scale];
  const opaque = masks[3] === 0 ? OPAQUE : 0;
  const step = bits / 8;
  return (row, _stored, at) => {
    for (let x = 0, i = at; x < row.length; x++, i += step) {
      const low = (file[i] as number) | ((file[i + 1] as number) << 8);
      const value = step === 4 ? low | ((file[i + 2] as number) << 16) | ((file[i + 3] as number) << 24) : low;
      row[x] = red(value) | (green(value) << 8) | (blue(value) << 16) | (alpha(value) << 24) | opaque;
    }
  };
}

type Scale = (value: number) => number;

/** Scales the bits under a mask to 0 … 255; a channel without a mask is 0. */
function scaleOf(mask: number): Scale {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const max = mask >>> shift;
  if (max === 255) return (value) => (value >>> shift) & 255;
  return (value) => Math.round((((value >>> shift) & max) * 255) / max);
}

/** Many programs write an alpha mask and leave all of it 0: then it was never meant. */
function settleAlpha(data: Buffer, header: BmpHeader): boolean {
  if (header.bits <= 8 || header.masks[3] === 0) return false;
  let used = false;
  for (let at = 3; at < data.length && !used; at += 4) used = data[at] !== 0;
  if (!used) for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return used;
}
