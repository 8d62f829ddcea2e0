import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillModeParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
  rangeWords,
  sortedRange,
  valueRangeParam,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Shifts the pixels of some pictures a little, each by itself or with its neighbours, in training only. */
export const randomElasticTransform = defineLayer({
  type: 'random_elastic_transform',
  title: 'Random elastic transform',
  alsoCalled: ['distortion', 'warp', 'augment'],
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of the probability with which a picture is changed.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    scale: factorParam({
      title: 'Scale',
      description: 'Bounds of the strength: how far pixels move, and over how many they move together.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    interpolation: interpolationParam,
    fill_mode: fillModeParam,
    fill_value: fillValueParam,
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Distorts some pictures like rubber, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y[p] = x[p + α · blur(σ · noise)], α = 0.1 · s · longer side, σ = 0.05 · s · shorter side',
    whenToUse: 'For handwriting, cells and tissue, whose shapes vary from one to the next.',
    commonMistake: 'The full scale on large pictures, where pixels move so far that little can be recognised.',
    source: 'https://doi.org/10.1109/ICDAR.2003.1227801',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ scale }) => `scale ${rangeWords(scale)}`,
  keras: {
    className: 'RandomElasticTransform',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, scale, interpolation, fill_mode, fill_value, value_range }) => ({
      factor: factor as [number, number],
      scale: typeof scale === 'number' ? scale : sortedRange(scale),
      interpolation: interpolation as 'bilinear',
      fill_mode: fill_mode as 'reflect',
      fill_value: fill_value as number,
      value_range: value_range as [number, number],
    }),
  },
});
