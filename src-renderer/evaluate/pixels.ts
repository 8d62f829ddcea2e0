import type { Prediction } from '#shared/contract/requests/results.ts';

/** Values as the bytes of a picture, red, green, blue and opacity; what lies beyond black and white is cut off. */
export function pixelsOf(
  values: readonly number[],
  { height, width, channels, black, white }: Prediction['pictures'][string],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = values[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
      pixels[pixel * 4 + channel] = ((value - black) / (white - black)) * 255;
    }
    pixels[pixel * 4 + 3] = 255;
  }
  return pixels;
}
