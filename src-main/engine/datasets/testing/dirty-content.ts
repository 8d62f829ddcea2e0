import sharp from 'sharp';
import { writeBmp } from './bmp-writer.ts';
import {
  animatedGif,
  cmykJpeg,
  deepPng,
  noisePicture,
  palettePng,
  plainPicture,
  translucentPng,
  turnedJpeg,
} from './odd-pictures.ts';

/** Files as people have them: pictures that can be used, and what merely looks like one. */
export interface DirtyContent {
  readonly good: Readonly<Record<string, Buffer>>;
  readonly bad: Readonly<Record<string, Buffer>>;
}

export async function dirtyContent(): Promise<DirtyContent> {
  const noise = noisePicture(24);
  const [jpeg, png, webp, gif, tiff] = await Promise.all([
    noise.clone().jpeg().toBuffer(),
    noise.clone().png().toBuffer(),
    noise.clone().webp().toBuffer(),
    noise.clone().gif().toBuffer(),
    noise.clone().tiff().toBuffer(),
  ]);
  const frames = [await plainPicture(1).png().toBuffer(), await plainPicture(2).png().toBuffer()];
  const animatedWebp = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
  const bmp = writeBmp({ width: 2, height: 1, bits: 24, rows: [[1, 2, 3, 4, 5, 6]] });
  const deep = await deepPng(0x80ff, 3);
  const good = {
    ...{ jpeg, png, webp, gif, tiff, bmp, deep, animatedWebp, animatedGif: await animatedGif() },
    ...{
      cmyk: await cmykJpeg(),
      palette: await palettePng(),
      alpha: await translucentPng(0.5),
      turned: await turnedJpeg(6),
    },
    brokenProfile: jpegSegment(jpeg, 0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), Buffer.alloc(300, 7)])),
    brokenExif: jpegSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0'), Buffer.alloc(300, 0xff)])),
  };
  const huge = Buffer.from(png);
  huge.writeUInt32BE(2 ** 31 - 1, 16);
  huge.writeUInt32BE(2 ** 31 - 1, 20);
  const bad = {
    empty: Buffer.alloc(0),
    text: Buffer.from('not a picture at all\n'),
    zip: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 3)]),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    heic: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(100)]),
    cutPng: png.subarray(0, png.length / 2),
    cutWebp: webp.subarray(0, webp.length / 2),
    cutGif: gif.subarray(0, 20),
    cutTiff: tiff.subarray(0, 12),
    cutBmp: bmp.subarray(0, 50),
    headOnly: jpeg.subarray(0, 20),
    huge,
    zeros: Buffer.alloc(5000),
    signatureOnly: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  };
  return { good, bad };
}

/** A JPEG with one more segment right behind its beginning. */
function jpegSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}
