import { tf } from '../../runtime/tf.ts';
import { overlap } from './boxes.ts';
import type { LossFunction } from './loss.ts';

export const iou: LossFunction<'iou'> = {
  compute: (target, prediction) => tf.sub(1, overlap(target, prediction).iou),
};
