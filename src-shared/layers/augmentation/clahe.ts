import { z } from 'zod';
import { augments, inferAugmentation, keepsPictures, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';
import { fails, withPicture } from '../inference.ts';
import { pair } from '../params.ts';

/** Whether a side can be cut into so many tiles: what is missing to whole ones is mirrored, once at most. */
const canBeTiled = (length: number | null, tiles: number): boolean =>
  length === null || Math.ceil(length / tiles) * tiles <= 2 * length;

/** Spreads the values of each part of a picture over their range, in training and afterwards. */
export const clahe = defineLayer({
  type: 'clahe',
  title: 'CLAHE',
  alsoCalled: ['contrast limited adaptive histogram equalization', 'local contrast'],
  ...augments,
  trainingOnly: false,
  params: z.object({
    value_range: valueRangeParam,
    clip_limit: z.number().min(0).max(1e6).default(4).meta({
      title: 'Clip limit',
      description:
        'How much of a tile one level may hold, in shares of an even spread: less is gentler; 0 limits nothing.',
    }),
    tile_grid_size: pair(1, 256).default([8, 8]).meta({
      title: 'Tiles',
      description: 'How many tiles stand below each other and side by side.',
    }),
  }),
  doc: {
    summary: 'Brings out detail in dark and bright parts of a picture, tile by tile; after training too.',
    ...keepsPictures,
    formula: 'y = cdf of the tiles around the pixel at x, histograms clipped, blended bilinearly',
    whenToUse: 'For X-rays, microscopy and night pictures, where detail hides in flat regions.',
    commonMistake: 'Tiles of a few pixels, which turn noise into detail.',
    source: 'https://en.wikipedia.org/wiki/Adaptive_histogram_equalization#Contrast_Limited_AHE',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ clip_limit, tile_grid_size }) => `limit ${clip_limit} · ${tile_grid_size.join('×')} tiles`,
  inferShape: (inputs, { tile_grid_size: [down, across] }) =>
    withPicture(inputs, {}, ({ tensor }) => {
      const [height, width] = tensor.dims.map(({ size }) => size) as [number | null, number | null];
      if (canBeTiled(height, down) && canBeTiled(width, across)) return inferAugmentation(inputs);
      return fails({
        code: 'too-many-tiles',
        severity: 'error',
        param: 'tile_grid_size',
        expected: 'no more tiles than pixels along each side',
        found: `${down} × ${across} tiles of ${height} × ${width} pixels`,
        message: `cuts pictures into ${down} × ${across} tiles; {input0} gives ${height} × ${width} pixels. Use fewer tiles.`,
        remedies: [{ kind: 'set-params', title: 'One tile for the whole picture', params: { tile_grid_size: [1, 1] } }],
      });
    }),
  keras: {
    className: 'ContrastLimitedAdaptiveHistogramEqualization',
    toConfig: (params) => ({ ...params, data_format: 'channels_last' }),
    fromConfig: ({ value_range, clip_limit, tile_grid_size }) => ({
      value_range: value_range as [number, number],
      clip_limit: clip_limit as number,
      tile_grid_size: tile_grid_size as [number, number],
    }),
  },
});
