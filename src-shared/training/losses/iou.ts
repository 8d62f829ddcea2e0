import type { LossDefinition } from './definition.ts';

/** Not in Keras, but in KerasCV; boxes are two corners (x1, y1, x2, y2). */
export const iou = {
  name: 'iou',
  title: 'IoU of boxes',
  description: 'One minus the shared area of two boxes; says nothing where they don’t touch.',
  formula: 'loss = 1 − shared area / area together',
  source: 'https://github.com/keras-team/keras-cv/blob/master/keras_cv/src/losses/iou_loss.py',
  className: 'IoULoss',
  settings: {},
  targets: ['boxes'],
  activations: ['linear', 'sigmoid', 'relu'],
} as const satisfies LossDefinition;
