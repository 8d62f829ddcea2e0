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
  const data = Buffer.alloc(width * height * 4, 255);
  const run = header.compression === 'rle8' || header.compression === 'rle4';
  const writePixel = header.bits <= 8 ? paletteWriter(file, header) : directWriter(header);
  const indices = run ? expandRunLengths(file.subarray(header.pixelOffset), width, height, header.bits === 4) : null;
  const stride = Math.ceil((width * header.bits) / 32) * 4;
  // The padding of the last row may be missing; its pixels may not.
  const needed = header.pixelOffset + stride * (height - 1) + Math.ceil((width * header.bits) / 8);
  if (!indices && file.length < needed) throw new Error('the file ends inside the picture');

  for (let y = 0; y < height; y++) {
    const stored = header.topDown ? y : height - 1 - y;
    const row = header.pixelOffset + stored * stride;
    for (let x = 0; x < width; x++) {
      const value = indices ? (indices[stored * width + x] as number) : readPixel(file, row, x, header.bits);
      writePixel(data, (y * width + x) * 4, value);
    }
  }
  return { width, height, data, hasAlpha: settleAlpha(data, header) };
}

function readPixel(file: Buffer, row: number, x: number, bits: BmpHeader['bits']): number {
  if (bits === 24) return file.readUIntLE(row + x * 3, 3);
  if (bits === 32) return file.readUInt32LE(row + x * 4);
  if (bits === 16) return file.readUInt16LE(row + x * 2);
  if (bits === 8) return file[row + x] as number;
  const perByte = 8 / bits;
  const byte = file[row + Math.floor(x / perByte)] as number;
  return (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
}

type PixelWriter = (data: Buffer, at: number, value: number) => void;

function paletteWriter(file: Buffer, header: BmpHeader): PixelWriter {
  const { paletteOffset, paletteStride, paletteSize } = header;
  if (file.length < paletteOffset + paletteStride * paletteSize) throw new Error('the file ends inside the palette');
  return (data, at, index) => {
    // An index past the palette is black, as in Windows.
    const entry = paletteOffset + index * paletteStride;
    for (let channel = 0; channel < 3; channel++) {
      data[at + channel] = index < paletteSize ? (file[entry + 2 - channel] as number) : 0;
    }
  };
}

function directWriter(header: BmpHeader): PixelWriter {
  const channels = header.masks.map((mask) => {
    if (mask === 0) return null;
    const shift = 31 - Math.clz32(mask & -mask);
    return { shift, max: mask >>> shift };
  });
  return (data, at, value) => {
    channels.forEach((channel, i) => {
      if (channel) data[at + i] = Math.round((((value >>> channel.shift) & channel.max) * 255) / channel.max);
      else if (i < 3) data[at + i] = 0;
    });
  };
}

/** Many programs write an alpha mask and leave all of it 0: then it was never meant. */
function settleAlpha(data: Buffer, header: BmpHeader): boolean {
  if (header.bits <= 8 || header.masks[3] === 0) return false;
  let used = false;
  for (let at = 3; at < data.length && !used; at += 4) used = data[at] !== 0;
  if (!used) for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return used;
}
