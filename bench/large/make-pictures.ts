import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { seededRandom } from '../../src-shared/data/seeded-random.ts';

export const CLASSES = ['bowl', 'chain', 'cloud', 'comet', 'lattice', 'leaf', 'pebble', 'ripple', 'spark', 'wave'];
const SMALLEST = 64;
const LARGEST = 256;
const AT_ONCE = 4;

/** The class and the name of the picture with this number: every seventh is a PNG, the others JPEGs. */
export function pictureFile(number: number): { readonly label: number; readonly path: string } {
  const label = number % CLASSES.length;
  const extension = number % 7 === 0 ? 'png' : 'jpg';
  return { label, path: join(CLASSES[label] as string, `${String(number).padStart(6, '0')}.${extension}`) };
}

/**
 * A picture of its own for each number, between 64 and 256 pixels a side, as sharp encodes it: rings and stripes in a
 * rhythm that tells the class, over a gradient, with noise so that no file is trivially small.
 */
export async function encodePicture(number: number): Promise<Buffer> {
  const random = seededRandom(number);
  const side = (): number => SMALLEST + random.below(LARGEST - SMALLEST + 1);
  const [width, height] = [side(), side()];
  const { label, path } = pictureFile(number);
  const [centreX, centreY] = [random.below(width), random.below(height)];
  const rhythm = 0.06 + 0.05 * label;
  const tint = [random.below(160), random.below(160), random.below(160)];
  const pixels = Buffer.alloc(width * height * 3);
  let noise = random.uint32() | 1;
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Whether rings or stripes: half of the classes each.
      const distance = label % 2 === 0 ? Math.abs(x - centreX) + Math.abs(y - centreY) : x + 2 * y;
      const level = 48 * Math.sin(distance * rhythm) + (40 * x) / width;
      noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
      const grain = (noise >>> 27) - 16;
      for (let channel = 0; channel < 3; channel++) {
        pixels[at++] = Math.max(0, Math.min(255, (tint[channel] as number) + 48 + level + grain));
      }
    }
  }
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  return path.endsWith('.png') ? image.png({ compressionLevel: 3 }).toBuffer() : image.jpeg({ quality: 85 }).toBuffer();
}

/** Writes pictures 0 … count − 1 below `folder`, a folder a class. Those that are there already are kept. */
export async function makePictures(
  folder: string,
  count: number,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const known = new Set<string>();
  for (const label of CLASSES) {
    await mkdir(join(folder, label), { recursive: true });
    for (const name of await readdir(join(folder, label))) known.add(join(label, name));
  }
  let next = 0;
  const work = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) {
      const { path } = pictureFile(number);
      if (!known.has(path)) await writeFile(join(folder, path), await encodePicture(number));
      if (number % 500 === 0) onProgress(number);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
