import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Small pictures that any network can learn to tell apart: mostly red, mostly blue, each a little different. */
export async function writePictures(folder: string, perClass: number): Promise<void> {
  const classes = { blue: [30, 40, 220], red: [220, 40, 30] } as const;
  for (const [name, [r, g, b]] of Object.entries(classes)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let i = 0; i < perClass; i += 1) {
      const background = { r: Math.abs(r - i), g: g + i * 2, b: Math.abs(b - i) };
      await sharp({ create: { width: 12, height: 12, channels: 3, background } })
        .png()
        .toFile(join(folder, name, `${String(i).padStart(3, '0')}.png`));
    }
  }
}
