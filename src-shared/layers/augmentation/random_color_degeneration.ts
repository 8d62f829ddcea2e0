import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  inferColours,
  keepsPictures,
  rangeWords,
  valueRangeParam,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Mixes each picture with its grey version, differently in every epoch. In training only. */
export const randomColorDegeneration = defineLayer({
  type: 'random_color_degeneration',
  title: 'Random colour degeneration',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'How much of the grey picture is mixed in: 0 is as before, 1 is grey.',
      standard: [0, 0.5],
      min: -1,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Mixes each picture with its grey version, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = x + f · (grey(x) − x), cut off at the value range',
    whenToUse: 'Where colour helps, but must not be all that the network looks at.',
    commonMistake: 'Putting it after a rescaling with the value range still 0 to 255.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_degeneration/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  inferShape: inferColours([3]),
  keras: {
    className: 'RandomColorDegeneration',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
