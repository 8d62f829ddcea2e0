import { z } from 'zod';
import { defineMetric, keras } from './definition.ts';
import { oneHotMeanIou } from './one_hot_mean_iou.ts';
import { meanOverlap } from './overlap-of-classes.ts';
import { ignoredClass } from './settings.ts';

export const oneHotIou = defineMetric({
  name: 'one_hot_iou',
  title: 'IoU of classes',
  description: 'Overlap by both together of some classes only.',
  source: keras('segmentation_metrics'),
  className: 'OneHotIoU',
  aliases: ['IoU'],
  settings: {
    target_class_ids: z.array(z.int().min(0).max(1_000_000)).min(1).max(8).default([0]).meta({
      title: 'Classes',
      description: 'The numbers of the classes that count, from 0.',
      control: 'shape',
    }),
    ignore_class: ignoredClass,
  },
  better: 'higher',
  targets: ['category'],
  values: 'several',
  stream: {
    start: (width: number) => oneHotMeanIou.stream?.start(width, { ignore_class: null }) ?? [],
    update: (state, batch, { ignore_class }) => oneHotMeanIou.stream?.update(state, batch, { ignore_class }),
    value: (state, { target_class_ids: ids }) => meanOverlap(state, Math.sqrt(state.length), ids),
  },
});
