import type { TensorView } from '#shared/training/step-record.ts';

export type Rgb = readonly [number, number, number];
/** Colours of the 256 grey levels, three bytes each. */
export type Palette = Uint8ClampedArray;

export function rgbOf(color: string): Rgb {
  const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  if (!hex) return [128, 128, 128];
  return [0, 2, 4].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as unknown as Rgb;
}

/** The colour at 0…1 between evenly spaced stops. */
function between(stops: readonly Rgb[], t: number): Rgb {
  const place = Math.max(0, Math.min(1, t)) * (stops.length - 1);
  const low = stops[Math.floor(place)] ?? [0, 0, 0];
  const high = stops[Math.ceil(place)] ?? low;
  const share = place - Math.floor(place);
  return [0, 1, 2].map((i) => (low[i] ?? 0) + ((high[i] ?? 0) - (low[i] ?? 0)) * share) as unknown as Rgb;
}

function paletteOf(colorAt: (level: number) => Rgb): Palette {
  const palette = new Uint8ClampedArray(256 * 3);
  for (let byte = 0; byte < 256; byte++) palette.set(colorAt(byte / 255), byte * 3);
  return palette;
}

export const greys: Palette = paletteOf((level) => [level * 255, level * 255, level * 255]);

interface Range {
  readonly low: number;
  readonly high: number;
}

/** One colour growing from 0 where nothing is negative; else two, apart at 0, so that the sign is seen. */
export function valuePalette({ low, high }: Range, growing: readonly Rgb[], apart: readonly Rgb[]): Palette {
  if (low >= 0) return paletteOf((level) => between(growing, high > 0 ? (low + level * (high - low)) / high : 0));
  const reach = Math.max(-low, high);
  return paletteOf((level) => between(apart, 0.5 + (low + level * (high - low)) / (2 * reach)));
}

/** Tiles as they are laid out: so many columns, each tile so many pixels, a gap between them. */
export interface Mosaic {
  readonly columns: number;
  readonly tile: { readonly width: number; readonly height: number };
  readonly gap: number;
  readonly palette: Palette;
  /** Three tiles are the colours of one picture. */
  readonly isColour: boolean;
}

export const mosaicSize = (count: number, { columns, tile, gap }: Pick<Mosaic, 'columns' | 'tile' | 'gap'>) => {
  const rows = Math.ceil(count / columns);
  const used = Math.min(columns, count);
  return { width: used * tile.width + (used - 1) * gap, height: rows * tile.height + (rows - 1) * gap };
};

/** RGBA pixels of a view; between the tiles they are clear. Enlarged pixel by pixel: nothing is smoothed. */
export function paintMosaic(
  view: Pick<TensorView, 'shown' | 'height' | 'width'>,
  bytes: Uint8Array,
  mosaic: Mosaic,
): { width: number; height: number; pixels: Uint8ClampedArray } {
  const { columns, tile, gap, palette, isColour } = mosaic;
  const count = isColour ? 1 : view.shown;
  const { width, height } = mosaicSize(count, mosaic);
  const pixels = new Uint8ClampedArray(width * height * 4);
  const area = view.width * view.height;
  for (let index = 0; index < count; index++) {
    const left = (index % columns) * (tile.width + gap);
    const top = Math.floor(index / columns) * (tile.height + gap);
    for (let y = 0; y < tile.height; y++) {
      const row = Math.floor((y * view.height) / tile.height) * view.width;
      for (let x = 0; x < tile.width; x++) {
        const from = row + Math.floor((x * view.width) / tile.width);
        const to = ((top + y) * width + left + x) * 4;
        for (let channel = 0; channel < 3; channel++) {
          const level = bytes[(isColour ? channel : index) * area + from] ?? 0;
          pixels[to + channel] = palette[level * 3 + channel] ?? 0;
        }
        pixels[to + 3] = 255;
      }
    }
  }
  return { width, height, pixels };
}

/** Values as the bytes of tiles of one pixel each. */
export function bytesOfValues(values: Float32Array, { low, high }: Range): Uint8Array {
  const scale = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from(values, (value) => Math.round((value - low) * scale));
}
