import { tf } from '../../runtime/tf.ts';
import { EPSILON } from './loss.ts';

/** One coordinate of boxes (…, 4): two corners, x1, y1, x2, y2. */
function at(boxes: tf.Tensor, index: number): tf.Tensor {
  const rest = boxes.shape.slice(0, -1);
  return boxes.slice([...rest.map(() => 0), index], [...rest, 1]).reshape(rest);
}

const area = (boxes: tf.Tensor): tf.Tensor => tf.mul(at(boxes, 2).sub(at(boxes, 0)), at(boxes, 3).sub(at(boxes, 1)));

/** Shared area by area together, and that area, of boxes pair by pair. */
export function overlap(one: tf.Tensor, other: tf.Tensor): { iou: tf.Tensor; union: tf.Tensor } {
  const width = tf.relu(tf.sub(tf.minimum(at(one, 2), at(other, 2)), tf.maximum(at(one, 0), at(other, 0))));
  const height = tf.relu(tf.sub(tf.minimum(at(one, 3), at(other, 3)), tf.maximum(at(one, 1), at(other, 1))));
  const shared = tf.mul(width, height);
  const union = area(one).add(area(other)).sub(shared);
  return { iou: tf.div(shared, union.add(EPSILON)), union };
}

/** Area of the smallest box around each pair. */
export function hull(one: tf.Tensor, other: tf.Tensor): tf.Tensor {
  const width = tf.sub(tf.maximum(at(one, 2), at(other, 2)), tf.minimum(at(one, 0), at(other, 0)));
  const height = tf.sub(tf.maximum(at(one, 3), at(other, 3)), tf.minimum(at(one, 1), at(other, 1)));
  return tf.mul(width, height);
}
