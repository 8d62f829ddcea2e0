import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { writeBmp } from '../testing/bmp-writer.ts';
import {
  animatedGif,
  cmykJpeg,
  cornerPicture,
  deepPng,
  noisePicture,
  palettePng,
  plainPicture,
  translucentPng,
  turnedJpeg,
} from '../testing/odd-pictures.ts';
import { decodePicture, type PictureSpec } from './decode-picture.ts';
import { inspectPicture } from './inspect-picture.ts';

const corner: PictureSpec = { height: 16, width: 24, channels: 3, resize: 'stretch' };
const one: PictureSpec = { height: 1, width: 1, channels: 3, resize: 'stretch' };

async function largestDifference(bytes: Buffer, spec = corner): Promise<number> {
  const expected = await cornerPicture().raw().toBuffer();
  const found = await decodePicture(bytes, spec);
  expect(found.length).toBe(expected.length);
  return found.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (expected[i] as number))), 0);
}

describe('each format gives the picture', () => {
  const image = cornerPicture;
  const cases: Record<string, [() => Promise<Buffer>, number]> = {
    JPEG: [() => image().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(), 3],
    'progressive JPEG': [
      () => image().jpeg({ quality: 100, progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
      3,
    ],
    PNG: [() => image().png().toBuffer(), 0],
    'palette PNG': [palettePng, 0],
    'interlaced PNG': [() => image().png({ progressive: true }).toBuffer(), 0],
    'lossless WebP': [() => image().webp({ lossless: true }).toBuffer(), 0],
    GIF: [() => image().gif().toBuffer(), 0],
    TIFF: [() => image().tiff({ compression: 'none' }).toBuffer(), 0],
    'LZW TIFF': [() => image().tiff({ compression: 'lzw' }).toBuffer(), 0],
  };
  for (const [name, [make, tolerance]] of Object.entries(cases)) {
    test(name, async () => expect(await largestDifference(await make())).toBeLessThanOrEqual(tolerance));
  }

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`EXIF orientation ${orientation}`, async () => {
      const bytes = await turnedJpeg(orientation);
      expect(await largestDifference(bytes)).toBeLessThanOrEqual(3);
      expect(await inspectPicture(bytes)).toMatchObject({ width: 24, height: 16 });
    });
  }

  test('CMYK: the colours a printer means', async () => {
    const pixels = await decodePicture(await cmykJpeg(), { ...corner, channels: 3 });
    const at = (x: number, y: number) => [...pixels.subarray((y * 24 + x) * 3, (y * 24 + x) * 3 + 3)];
    // Print colours are duller than those of a screen: the strongest channel tells.
    const strongest = (rgb: number[]) => rgb.indexOf(Math.max(...rgb));
    expect([at(4, 8), at(18, 3), at(18, 12)].map(strongest)).toEqual([0, 1, 2]);
  });

  test('16 bits are scaled, not cut', async () => {
    for (const channels of [1, 3] as const) {
      for (const format of ['png', 'tiff'] as const) {
        const pixels = await decodePicture(await deepPng(0x80ff, channels, format), one);
        expect([...pixels], `${channels} channels, ${format}`).toEqual([128, 128, 128]);
      }
    }
  });

  test('transparent parts turn white', async () => {
    expect([...(await decodePicture(await translucentPng(0), one))]).toEqual([255, 255, 255]);
    expect([...(await decodePicture(await translucentPng(1), one))]).toEqual([255, 0, 0]);
    const [red, green, blue] = await decodePicture(await translucentPng(0.5), one);
    expect(red).toBe(255);
    expect(Math.abs((green as number) - 127)).toBeLessThanOrEqual(1);
    expect(blue).toBe(green);
  });

  test('the first frame of an animation', async () => {
    const bytes = await animatedGif();
    expect([...(await decodePicture(bytes, one))]).toEqual([255, 0, 0]);
    expect(await inspectPicture(bytes)).toMatchObject({ frames: 2, width: 8, height: 8 });
  });

  test('BMP', async () => {
    const bytes = writeBmp({ width: 2, height: 1, bits: 24, rows: [[10, 20, 30, 40, 50, 60]] });
    expect([...(await decodePicture(bytes, { ...one, width: 2 }))]).toEqual([30, 20, 10, 60, 50, 40]);
  });
});

describe('what a network sees', () => {
  test('grey is ITU-R 601, as Pillow rounds it', async () => {
    const grey = await decodePicture(await cornerPicture().png().toBuffer(), { ...corner, channels: 1 });
    expect(grey.length).toBe(16 * 24);
    expect([grey[0], grey[20], grey[16 * 24 - 1]]).toEqual([76, 150, 29]);
  });

  test('a grey file fills three channels and stays one', async () => {
    const bytes = await plainPicture(3).greyscale().png().toBuffer();
    const [value] = await decodePicture(bytes, { ...one, channels: 1 });
    expect([...(await decodePicture(bytes, one))]).toEqual([value, value, value]);
  });

  test('stretch, pad and crop', async () => {
    // A white bar, twice as wide as high.
    const bar = await sharp({ create: { width: 16, height: 8, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
    const rowsOf = async (resize: PictureSpec['resize']) => {
      const pixels = await decodePicture(bar, { height: 8, width: 8, channels: 1, resize });
      return Array.from({ length: 8 }, (_, y) => pixels[y * 8 + 4]);
    };
    expect(await rowsOf('stretch')).toEqual(Array(8).fill(255));
    expect(await rowsOf('crop')).toEqual(Array(8).fill(255));
    expect(await rowsOf('pad')).toEqual([0, 0, 255, 255, 255, 255, 0, 0]);
  });

  test('crop keeps the middle', async () => {
    const pixels = await decodePicture(await cornerPicture().png().toBuffer(), {
      height: 16,
      width: 16,
      channels: 3,
      resize: 'crop',
    });
    // 4 columns go on either side: 8 red ones are left, then 8 green ones.
    expect([...pixels.subarray(7 * 3, 9 * 3)]).toEqual([255, 0, 0, 0, 255, 0]);
  });

  test('enlarging works too', async () => {
    const pixels = await decodePicture(await plainPicture(5, 2, 2).png().toBuffer(), {
      height: 32,
      width: 32,
      channels: 3,
      resize: 'stretch',
    });
    expect(new Set(pixels).size).toBeLessThanOrEqual(3);
  });
});

describe('broken files', () => {
  const fault = async (bytes: Buffer) =>
    inspectPicture(bytes).then(
      ({ damaged }) => (damaged ? 'damaged' : 'fine'),
      (error: { fault?: string }) => error.fault ?? error,
    );

  const noise = () => noisePicture();
  const makers: [string, () => Promise<Buffer>][] = [
    ['JPEG', () => noise().jpeg().toBuffer()],
    ['PNG', () => noise().png().toBuffer()],
    ['WebP', () => noise().webp({ lossless: true }).toBuffer()],
    ['GIF', () => noise().gif().toBuffer()],
    ['TIFF', () => noise().tiff({ compression: 'lzw' }).toBuffer()],
    ['BMP', async () => writeBmp({ width: 40, height: 40, bits: 24, rows: Array(40).fill(Array(120).fill(7)) })],
  ];
  for (const [name, make] of makers) {
    test(`a cut ${name} is found, wherever it is cut`, async () => {
      const whole = await make();
      expect(await fault(whole)).toBe('fine');
      for (const part of [0.1, 0.5, 0.9]) {
        expect(['truncated', 'unreadable']).toContain(await fault(whole.subarray(0, Math.floor(whole.length * part))));
      }
    });
  }

  test('what is no picture, empty, unknown or huge is told apart', async () => {
    expect(await fault(Buffer.from('hello'))).toBe('not-a-picture');
    expect(await fault(Buffer.alloc(0))).toBe('empty');
    expect(await fault(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('unsupported-format');
    const huge = writeBmp({ width: 20_000, height: 20_000, bits: 24, rows: [[0, 0, 0]] });
    expect(await fault(huge)).toBe('too-large');
    const small = await plainPicture(1).png().toBuffer();
    small.writeUInt32BE(60_000, 16);
    small.writeUInt32BE(60_000, 20);
    expect(['too-large', 'unreadable']).toContain(await fault(small));
  });

  test('a JPEG damaged in its middle is shown as far as it goes, and told', async () => {
    const bytes = await noise().jpeg().toBuffer();
    // A restart mark where none belongs ends the data of the scan too soon.
    bytes.set([0xff, 0xd0], Math.floor(bytes.length / 2));
    expect(await fault(bytes)).toBe('damaged');
  });
});
