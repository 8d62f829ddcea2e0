import { tf } from '../runtime/tf.ts';
import { type Augmentation, type AugmentationFactory, betweenRanges, sizesOf } from './augmentation.ts';
import { type KerasConfig, numberIn, pairIn } from './config.ts';
import { only, PlainLayer } from './plain-layer.ts';
import { withoutGradient } from './without-gradient.ts';

const BYTES = [0, 255] as const;
const LEVELS = 256;

/** How one side is cut into tiles. */
interface Side {
  /** With what is mirrored beyond the border. */
  readonly length: number;
  readonly tile: number;
  /** For each pixel: its tile, and the two whose curves are blended there, with the second one's share. */
  readonly own: number[];
  readonly before: number[];
  readonly after: number[];
  readonly share: number[];
}

function sideOf(pixels: number, tiles: number): Side {
  const tile = Math.ceil(pixels / tiles);
  const places = Array.from({ length: tile * tiles }, (_, pixel) => pixel);
  const middles = places.map((pixel) => (pixel - tile / 2) / tile);
  const within = (index: number) => Math.min(Math.max(index, 0), tiles - 1);
  return {
    length: places.length,
    tile,
    own: places.map((pixel) => Math.floor(pixel / tile)),
    before: middles.map((middle) => within(Math.floor(middle))),
    after: middles.map((middle) => within(Math.floor(middle) + 1)),
    share: middles.map((middle) => middle - Math.floor(middle)),
  };
}

/** Curves of levels (0 to 255) of all tiles, from how often each level is in them ([tiles, 256]). */
function curves(histograms: tf.Tensor, pixels: number, limit: number): tf.Tensor {
  const clipped = limit > 0 ? histograms.clipByValue(0, (limit * pixels) / LEVELS) : histograms;
  const spread = clipped.add(histograms.sub(clipped).sum(1, true).div(LEVELS));
  const below = spread.cumsum(1);
  const least = below.min(1, true);
  const rest = tf.sub(pixels, least);
  return below
    .sub(least)
    .mul(255)
    .div(rest.where(rest.notEqual(0), tf.onesLike(rest)))
    .clipByValue(0, 255);
}

function equalizedByTiles(pictures: tf.Tensor, [down, across]: readonly [number, number], limit: number): tf.Tensor {
  const { count, height, width, channels } = sizesOf(pictures.shape);
  const [rows, columns] = [sideOf(height, down), sideOf(width, across)];
  const ends: [number, number][] = [
    [0, 0],
    [0, rows.length - height],
    [0, columns.length - width],
    [0, 0],
  ];
  const whole = ends.some(([, end]) => end > 0) ? tf.mirrorPad(pictures, ends, 'symmetric') : pictures;
  const levels = whole.clipByValue(0, 255).cast('int32');
  const place = (values: number[], axis: number, step: number) =>
    tf
      .tensor1d(values, 'int32')
      .mul(tf.scalar(step * LEVELS, 'int32'))
      .reshape([1, 1, 1, 1].map((size, at) => (at === axis ? values.length : size)));
  const upTo = (length: number) => Array.from({ length }, (_, index) => index);
  const base = levels.add(place(upTo(count), 0, down * across * channels)).add(place(upTo(channels), 3, 1));
  /** Where the level of each pixel stands in the curve of a tile. */
  const at = (row: number[], column: number[]) =>
    base.add(place(row, 1, across * channels)).add(place(column, 2, channels));
  const tiles = count * down * across * channels;
  const own = at(rows.own, columns.own).flatten() as tf.Tensor1D;
  const histograms = tf.unsortedSegmentSum(tf.onesLike(own).cast('float32'), own, tiles * LEVELS);
  const table = curves(histograms.reshape([tiles, LEVELS]), rows.tile * columns.tile, limit).flatten();
  const read = (row: number[], column: number[]) => tf.gather(table, at(row, column) as tf.Tensor1D);
  const right = tf.tensor1d(columns.share).reshape([1, 1, -1, 1]);
  const below = tf.tensor1d(rows.share).reshape([1, -1, 1, 1]);
  const blended = (row: number[]) =>
    read(row, columns.before).mul(tf.sub(1, right)).add(read(row, columns.after).mul(right));
  const result = blended(rows.before).mul(tf.sub(1, below)).add(blended(rows.after).mul(below));
  return result.slice([0, 0, 0, 0], [count, height, width, channels]);
}

function read(config: KerasConfig): Augmentation {
  const range = pairIn(config, 'value_range');
  const tiles = pairIn(config, 'tile_grid_size');
  const limit = numberIn(config, 'clip_limit');
  return {
    draw: () => ({}),
    apply: (pictures) =>
      withoutGradient(pictures, (given) =>
        betweenRanges(equalizedByTiles(betweenRanges(given, range, BYTES), tiles, limit), BYTES, range),
      ),
  };
}

/** Acts after training too, as Keras's does; nothing is drawn. */
export const clahe: AugmentationFactory = {
  read,
  create: (config, { name }) => {
    const { apply } = read(config);
    return new PlainLayer({ name, compute: (inputs) => apply(only(inputs), {}) });
  },
  stock: () => null,
};
