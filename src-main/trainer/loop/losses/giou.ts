import { tf } from '../../runtime/tf.ts';
import { hull, overlap } from './boxes.ts';
import { EPSILON, type LossFunction } from './loss.ts';

/** H. Rezatofighi et al., 2019, as torchvision's generalized_box_iou_loss. */
export const giou: LossFunction<'giou'> = {
  compute: (target, prediction) => {
    const { iou, union } = overlap(target, prediction);
    const around = hull(target, prediction);
    return tf.sub(1, iou.sub(tf.div(around.sub(union), around.add(EPSILON))));
  },
};
