import { expect, test } from 'vitest';
import { silentUnits, summarize } from './summarize.ts';
import { viewOf } from './tensor-view.ts';

const bytesOf = async (view: { data: Blob }) => new Uint8Array(await view.data.arrayBuffer());

test('a picture becomes a tile a channel, all on one scale', async () => {
  const view = viewOf(Float32Array.from([0, 10, 1, 20, 2, 30, 3, 51]), [2, 2, 2], { tiles: 64 });
  expect(view).toMatchObject({ kind: 'tiles', total: 2, shown: 2, height: 2, width: 2, low: 0, high: 51 });
  expect([...(await bytesOf(view))]).toEqual([0, 5, 10, 15, 50, 100, 150, 255]);
});

test('a vector keeps its values, the first of very many', async () => {
  const view = viewOf(Float32Array.from([1.5, -2]), [2], { tiles: 64 });
  expect([...new Float32Array(await view.data.arrayBuffer())]).toEqual([1.5, -2]);
  expect(viewOf(new Float32Array(5000), [5000], { tiles: 64 })).toMatchObject({ total: 5000, shown: 1024 });
  expect(viewOf(Float32Array.from([7]), [], { tiles: 64 })).toMatchObject({ kind: 'strip', shown: 1 });
});

test.each([
  [[300, 400], 1, 1],
  [[1024, 1024, 64], 64, 64],
  [[7, 40, 40, 12], 12, 12],
  [[3, 5, 6, 7, 8], 8, 8],
])('whatever the rank, an answer stays small: %j', (shape, total, shown) => {
  const count = shape.reduce((product, size) => product * size, 1);
  const view = viewOf(new Float32Array(Math.min(count, 2 ** 27)), shape, { tiles: 64 });
  expect(view).toMatchObject({ total, shown });
  expect(view.data.size).toBeLessThanOrEqual(262_144);
});

test('of a volume the middle slice is shown, and of a kernel each pair of channel and filter', async () => {
  const volume = Float32Array.from({ length: 3 * 2 * 2 }, (_, index) => Math.floor(index / 4));
  const view = viewOf(volume, [3, 2, 2, 1], { tiles: 64 });
  expect(view.slice).toEqual({ at: 2, of: 3 });
  expect([...(await bytesOf(view))]).toEqual([128, 128, 128, 128]);
  expect(viewOf(new Float32Array(3 * 3 * 4 * 5), [3, 3, 4, 5], { tiles: 8, isKernel: true })).toMatchObject({
    total: 20,
    shown: 8,
    height: 3,
    width: 3,
    slice: null,
  });
});

test('averages what it makes smaller', async () => {
  const stripes = Float32Array.from({ length: 512 * 512 }, (_, index) => index % 2);
  const bytes = await bytesOf(viewOf(stripes, [512, 512], { tiles: 64 }));
  expect(new Set(bytes)).toEqual(new Set([128]));
});

test('says what values are, apart from those that are none', () => {
  const summary = summarize([0, 3, -4, Number.NaN, Number.POSITIVE_INFINITY, 0], [6]);
  expect(summary).toMatchObject({ count: 6, min: -4, max: 3, mean: -0.25, norm: 5, zeros: 2 / 6, notFinite: 2 });
  expect(summary.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(summarize([Number.NaN], [1])).toMatchObject({ min: null, mean: null, notFinite: 1 });
  expect(summarize([5, 5], [2]).histogram).toMatchObject({ low: 5, high: 5 });
  expect(silentUnits([0, 1, 0, 0, 2, 0], [2, 3])).toEqual({ units: 2, of: 3 });
});
