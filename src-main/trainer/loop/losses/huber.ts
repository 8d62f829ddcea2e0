import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

export const huber: LossFunction<'huber'> = {
  compute: (target, prediction, { delta }) => {
    const size = tf.sub(prediction, target).abs();
    // The part of the error that counts squared; the rest goes straight on.
    const near = tf.minimum(size, delta);
    return near.square().mul(0.5).add(size.sub(near).mul(delta)).mean(-1);
  },
};
