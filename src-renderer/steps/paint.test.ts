import { expect, test } from 'vitest';
import { bytesOfValues, greys, mosaicSize, paintMosaic, rgbOf, valuePalette } from './paint.ts';

const black = [0, 0, 0] as const;
const white = [255, 255, 255] as const;
const red = [255, 0, 0] as const;
const colorsOf = (palette: Uint8ClampedArray, ...levels: number[]) =>
  levels.map((level) => [...palette.subarray(level * 3, level * 3 + 3)]);

test('zero has its own colour: at the beginning, or in the middle where values have a sign', () => {
  expect(colorsOf(valuePalette({ low: 0, high: 2 }, [white, black], [red, white, black]), 0, 255)).toEqual([
    [255, 255, 255],
    [0, 0, 0],
  ]);
  // All between 5 and 10: the palest is half way, since 0 is not among them.
  expect(colorsOf(valuePalette({ low: 5, high: 10 }, [white, black], []), 0, 255)).toEqual([
    [128, 128, 128],
    [0, 0, 0],
  ]);
  const apart = valuePalette({ low: -1, high: 3 }, [], [red, white, black]);
  expect(colorsOf(apart, 64, 255)[1]).toEqual([0, 0, 0]);
  expect(colorsOf(apart, 64)[0]?.every((channel) => channel > 250)).toBe(true);
  expect(rgbOf('#4b50d6')).toEqual([75, 80, 214]);
});

test('tiles stand in rows with a clear gap, each pixel enlarged as it is', () => {
  const view = { shown: 2, width: 1, height: 1 };
  const mosaic = { columns: 1, tile: { width: 2, height: 1 }, gap: 1, palette: greys, isColour: false };
  const { width, height, pixels } = paintMosaic(view, Uint8Array.from([7, 200]), mosaic);
  expect([width, height]).toEqual([2, 3]);
  const rows = [0, 1, 2].map((row) => [...pixels.subarray(row * 8, row * 8 + 8)]);
  expect(rows).toEqual([
    [7, 7, 7, 255, 7, 7, 7, 255],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [200, 200, 200, 255, 200, 200, 200, 255],
  ]);
  expect(mosaicSize(5, { columns: 3, tile: { width: 10, height: 4 }, gap: 2 })).toEqual({ width: 34, height: 10 });
});

test('three channels make one picture', () => {
  const mosaic = { columns: 1, tile: { width: 1, height: 1 }, gap: 0, palette: greys, isColour: true };
  const { pixels } = paintMosaic({ shown: 3, width: 1, height: 1 }, Uint8Array.from([10, 20, 30]), mosaic);
  expect([...pixels]).toEqual([10, 20, 30, 255]);
  expect([...bytesOfValues(Float32Array.from([-1, 0, 1]), { low: -1, high: 1 })]).toEqual([0, 128, 255]);
});
