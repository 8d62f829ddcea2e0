import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { bmpSize, decodeBmp } from './bmp.ts';
import { asPictureError, PictureError } from './picture-error.ts';
import { detectFormat, type PictureFormat } from './picture-format.ts';
import { MAX_DECODED_BYTES, MAX_PIXELS } from './picture-limits.ts';

// Many small pictures go through at once, one thread each; libvips's own threads and cache would only compete.
sharp.concurrency(1);
sharp.cache(false);

/** As many pictures as are worth decoding at once: libuv runs them in its pool of 4 threads unless told otherwise. */
export const decodeParallelism = Math.min(availableParallelism(), Number(process.env.UV_THREADPOOL_SIZE) || 4);

export interface OpenPicture {
  /** The file. */
  readonly bytes: Buffer;
  readonly format: PictureFormat;
  /** As it is looked at: after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** What it takes in memory where it has to be held whole. */
  readonly decodedBytes: number;
  /** Frames of an animation or pages of a TIFF; the first is the picture. */
  readonly frames: number;
  /** A fresh pipeline: upright, flattened on white, sRGB with 8 bits a channel. */
  pipeline(strictness: Strictness): Sharp;
}

/** `strict` fails on every doubt of the decoder; `lenient` shows what can be shown, but fails where the file ends early. */
export type Strictness = 'strict' | 'lenient';

/** Reads the header. Throws a PictureError. */
export async function openPicture(bytes: Buffer): Promise<OpenPicture> {
  if (bytes.length === 0) throw new PictureError('empty', 'the file is empty');
  const detected = detectFormat(bytes);
  if (!detected) throw new PictureError('not-a-picture', 'the content is no picture');
  if (!detected.supported) throw new PictureError('unsupported-format', `${detected.name} pictures aren't read`);
  try {
    return detected.format === 'bmp' ? openBmp(bytes) : await openWithSharp(bytes, detected.format);
  } catch (error) {
    throw asPictureError(error, bytes);
  }
}

function openBmp(bytes: Buffer): OpenPicture {
  const size = bmpSize(bytes);
  const decodedBytes = checkedSize(size.width, size.height, 4);
  const { width, height, data, hasAlpha } = decodeBmp(bytes);
  const raw = { width, height, channels: 4 } as const;
  const pipeline = () => normalised(sharp(data, { raw }));
  return { bytes, format: 'bmp', width, height, hasAlpha, decodedBytes, frames: 1, pipeline };
}

async function openWithSharp(bytes: Buffer, format: PictureFormat): Promise<OpenPicture> {
  const options = { limitInputPixels: MAX_PIXELS, sequentialRead: true } as const;
  const metadata = await sharp(bytes, { ...options, failOn: 'error' }).metadata();
  const { width, height } = metadata.autoOrient;
  const decodedBytes = checkedSize(width, height, metadata.channels * (BYTES_PER_VALUE[metadata.depth] ?? 8));
  return {
    bytes,
    format,
    width,
    height,
    hasAlpha: metadata.hasAlpha === true,
    decodedBytes,
    frames: metadata.pages ?? 1,
    pipeline: (strictness) =>
      normalised(sharp(bytes, { ...options, failOn: strictness === 'strict' ? 'warning' : 'error' })),
  };
}

const normalised = (image: Sharp): Sharp => image.autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb');

/** As libvips names them; wider ones count as 8. */
const BYTES_PER_VALUE: Readonly<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
};

function checkedSize(width: number, height: number, bytesPerPixel: number): number {
  const bytes = width * height * bytesPerPixel;
  if (bytes > MAX_DECODED_BYTES) {
    throw new PictureError('too-large', `${width} × ${height} needs ${bytes} bytes, more than ${MAX_DECODED_BYTES}`);
  }
  if (width * height > MAX_PIXELS) {
    throw new PictureError('too-large', `${width} × ${height} is more than ${MAX_PIXELS / 1e6} million pixels`);
  }
  return bytes;
}
