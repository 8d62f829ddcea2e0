import { crc32, deflateSync } from 'node:zlib';
import { writeBmp } from './bmp-writer.ts';

const chunk = (type: string, content: Buffer): Buffer => {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, 'latin1');
  content.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + content.length)), 8 + content.length);
  return bytes;
};

interface PngRecipe {
  readonly width: number;
  readonly height: number;
  readonly bits?: number;
  /** 0 grey, 2 RGB, 6 RGBA. */
  readonly colour?: number;
  readonly interlaced?: boolean;
  /** Bytes of black rows that are really there. */
  readonly pixels: number;
  readonly extra?: readonly Buffer[];
}

/** A PNG of black rows, with whatever a header can claim. */
export function writePng({
  width,
  height,
  bits = 8,
  colour = 0,
  interlaced = false,
  pixels,
  extra = [],
}: PngRecipe): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  const data = deflateSync(Buffer.alloc(pixels), { level: 1 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', head), ...extra, chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

const inflated = (name: string, bytes: number): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), deflateSync(Buffer.alloc(bytes), { level: 1 })]);

/** Small files that ask for much: a huge canvas, or a stream that swells when it is unpacked. */
export function bombs(): Record<string, Buffer> {
  const small = { width: 8, height: 8, pixels: 72 };
  const gif = Buffer.from(
    'GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;',
    'latin1',
  );
  const webp = Buffer.from(
    'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\xff\xff\xff\x0f\0\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff',
    'latin1',
  );
  const rle = { width: 9000, height: 9000, bits: 8, compression: 1, code: [0, 1], palette: [[0, 0, 0]] } as const;
  return {
    'PNG of 30,000 × 30,000, all of it there': writePng({
      width: 30_000,
      height: 30_000,
      bits: 1,
      pixels: 30_000 * 3751,
    }),
    'PNG that says 2^31 × 2^31': writePng({ width: 2 ** 31 - 1, height: 2 ** 31 - 1, pixels: 100 }),
    'PNG of 9,000 × 9,000 with 16 bits and alpha, interlaced': writePng({
      width: 9000,
      height: 9000,
      bits: 16,
      colour: 6,
      interlaced: true,
      pixels: 100,
    }),
    'PNG with 200 MB behind a picture of 8 × 8': writePng({ ...small, pixels: 200_000_000 }),
    'PNG with a colour profile of 200 MB': writePng({ ...small, extra: [chunk('iCCP', inflated('p', 200_000_000))] }),
    'PNG with a text of 200 MB': writePng({ ...small, extra: [chunk('zTXt', inflated('Comment', 200_000_000))] }),
    'GIF with a canvas of 65,535 × 65,535': gif,
    'WebP of 16,384 × 16,384': webp,
    'BMP that says 9,000 × 9,000 in 60 bytes of run lengths': writeBmp(rle),
    'BMP that says 9,000 × 9,000 and has no rows': writeBmp({ width: 9000, height: 9000, bits: 24, rows: [] }),
    'TIFF in one tile of 2^31 × 2^31': tiledTiff(2 ** 31 - 16),
    'TIFF in tiles of 65,536 × 65,536': tiledTiff(65_536),
    'SVG that repeats itself': Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(10_000)}</svg>`),
  };
}

/** Grey, 8 bits, one tile that is not there. */
function tiledTiff(side: number): Buffer {
  const entries = [
    ...[
      [256, 4, 8],
      [257, 4, 8],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [277, 3, 1],
    ],
    ...[
      [322, 4, side],
      [323, 4, side],
      [324, 4, 8],
      [325, 4, 100],
    ],
  ];
  const file = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  for (const [i, [tag, type, value]] of entries.entries()) {
    file.writeUInt16LE(tag as number, 10 + i * 12);
    file.writeUInt16LE(type as number, 12 + i * 12);
    file.writeUInt32LE(1, 14 + i * 12);
    file.writeUInt32LE(value as number, 18 + i * 12);
  }
  return file;
}
