import type { LossDefinition } from './definition.ts';

/** Not in Keras, but in KerasCV and torchvision; boxes are two corners (x1, y1, x2, y2). */
export const giou = {
  name: 'giou',
  title: 'GIoU of boxes',
  description: 'As IoU, but it also pulls boxes together that don’t touch yet.',
  formula: 'loss = 1 − IoU + empty area of the box around both / its area',
  source: 'https://giou.stanford.edu',
  className: 'GIoULoss',
  settings: {},
  targets: ['boxes'],
  activations: ['linear', 'sigmoid', 'relu'],
} as const satisfies LossDefinition;
