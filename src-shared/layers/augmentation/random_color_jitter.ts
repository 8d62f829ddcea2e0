import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  inferColours,
  keepsPictures,
  optionalFactorParam,
  rangeWords,
  valueRangeParam,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const part = (title: string, description: string, min: number) =>
  optionalFactorParam({ title, description, min, max: 1, whenEmpty: 'left as it is' });

/** Changes brightness, contrast, saturation and hue in one go, in training only. */
export const randomColorJitter = defineLayer({
  type: 'random_color_jitter',
  title: 'Random colour jitter',
  ...augments,
  params: z.object({
    value_range: valueRangeParam,
    brightness_factor: part('Brightness', 'What is added, as a part of the value range.', -1),
    contrast_factor: part('Contrast', 'Contrast lost and gained at most: 0.1, 0.2 is 90 % to 120 %.', 0),
    saturation_factor: part('Saturation', '0.5 leaves colours, 0 makes them grey, above is stronger.', -1),
    hue_factor: part('Hue', 'How far colours turn either way, as a part of half the circle.', 0),
  }),
  doc: {
    summary: 'Changes the light and the colours of each picture, differently in every epoch. Nothing after training.',
    ...keepsPictures,
    formula: 'hue(saturation(contrast(brightness(x))))',
    whenToUse: 'For photographs from many cameras and many hours.',
    commonMistake: 'Leaving all four empty, which changes nothing.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_jitter/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ brightness_factor: brightness, contrast_factor, saturation_factor, hue_factor }) => {
    const parts = [contrast_factor && 'contrast', saturation_factor && 'saturation', hue_factor && 'hue'];
    return [brightness && `brightness ${rangeWords(brightness)}`, ...parts].filter(Boolean).join(' · ') || 'nothing';
  },
  inferShape: inferColours([3]),
  keras: {
    className: 'RandomColorJitter',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ value_range, brightness_factor, contrast_factor, saturation_factor, hue_factor }) => ({
      value_range: value_range as [number, number],
      brightness_factor: brightness_factor as [number, number],
      contrast_factor: contrast_factor as [number, number],
      saturation_factor: saturation_factor as [number, number],
      hue_factor: hue_factor as [number, number],
    }),
  },
});
