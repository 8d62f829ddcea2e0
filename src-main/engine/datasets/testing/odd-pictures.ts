import sharp, { type Sharp } from 'sharp';

/** Left half red, right half blue, top right corner green: shows every flip and turn. 24 × 16. */
export function cornerPicture(): Sharp {
  const width = 24;
  const height = 16;
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const channel = x < 12 ? 0 : y < 8 ? 1 : 2;
      data[(y * width + x) * 3 + channel] = 255;
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** One colour a picture; different seeds give different bytes. */
export const plainPicture = (seed: number, width = 8, height = 6): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: (seed * 37) % 256, g: (seed * 91) % 256, b: Math.floor(seed / 256) % 256 },
    },
  });

/** Noise doesn't compress: a file with enough bytes to be cut in the middle. */
export function noisePicture(side = 64): Sharp {
  const data = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return sharp(data, { raw: { width: side, height: side, channels: 3 } });
}

/** Stored so that a viewer which obeys `orientation` (1 to 8) shows `cornerPicture`. */
export async function turnedJpeg(orientation: number): Promise<Buffer> {
  // The inverse of what EXIF asks the viewer to do. sharp mirrors before it rotates, in whatever order it is told.
  const turns: Record<number, (image: Sharp) => Sharp> = {
    1: (image) => image,
    2: (image) => image.flop(),
    3: (image) => image.rotate(180),
    4: (image) => image.flip(),
    5: (image) => image.flip().rotate(90),
    6: (image) => image.rotate(270),
    7: (image) => image.flip().rotate(270),
    8: (image) => image.rotate(90),
  };
  const turn = turns[orientation];
  if (!turn) throw new Error(`no EXIF orientation ${orientation}`);
  const pixels = await turn(cornerPicture()).png().toBuffer();
  return sharp(pixels).withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
}

export const cmykJpeg = (): Promise<Buffer> =>
  cornerPicture().toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();

export const palettePng = (): Promise<Buffer> => cornerPicture().png({ palette: true, colours: 4 }).toBuffer();

/** Every sample is `value` of 65535. */
export function deepPng(value: number, channels: 1 | 3, format: 'png' | 'tiff' = 'png'): Promise<Buffer> {
  const data = new Uint16Array(4 * 4 * channels).fill(value);
  const image = sharp(data, { raw: { width: 4, height: 4, channels } });
  const deep = image.toColourspace(channels === 1 ? 'grey16' : 'rgb16');
  return (format === 'png' ? deep.png() : deep.tiff({ compression: 'lzw' })).toBuffer();
}

/** Red, with the given opacity. */
export const translucentPng = (alpha: number): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 0, b: 0, alpha } } })
    .png()
    .toBuffer();

/** Two frames: red, then blue. */
export async function animatedGif(): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = [await frame('#ff0000'), await frame('#0000ff')];
  return sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
}
