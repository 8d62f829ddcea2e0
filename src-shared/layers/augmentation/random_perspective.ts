import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Shows some pictures as if seen from the side, in training only. */
export const randomPerspective = defineLayer({
  type: 'random_perspective',
  title: 'Random perspective',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of the probability with which a picture is changed.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    scale: z.number().min(0).max(1).default(1).meta({
      title: 'Scale',
      description: 'How far corners may move: 1 is up to half a side.',
    }),
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Shows some pictures as if seen from the side, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'the projection that brings the corners to corners · (1 + f), f uniform in ± scale / 2',
    whenToUse: 'For signs, pages and boxes that are seen at an angle.',
    commonMistake: 'The full scale, where little of the picture may be left in sight.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/',
  },
  next: ['random_flip', 'rescaling', 'conv2d'],
  summary: ({ scale }) => `scale ${scale}`,
  keras: {
    className: 'RandomPerspective',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, scale, interpolation, fill_value }) => ({
      factor: factor as [number, number],
      scale: scale as number,
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
