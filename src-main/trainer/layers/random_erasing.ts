import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, perPicture, sizesOf } from './augmentation.ts';
import { numbersIn, pairIn, rangeIn } from './config.ts';
import type { Draws } from './draws.ts';

/** Rectangles whose sides are these parts of a picture's, anywhere in it: left, right, top, bottom ([count, 4]). */
export function drawBoxes(
  draws: Draws,
  { height, width }: { height: number; width: number },
  across: tf.Tensor,
  down: tf.Tensor,
): tf.Tensor {
  const place = (name: string, sides: tf.Tensor, length: number): [tf.Tensor, tf.Tensor] => {
    const size = sides.mul(length);
    const start = draws.uniform(name, sides.shape).mul(tf.sub(length, size));
    return [start, start.add(size)];
  };
  return tf.stack([...place('left', across, width), ...place('top', down, height)], 1);
}

/** 1 within the rectangles, 0 outside: [count, height, width, 1]. */
export function insideBoxes(boxes: tf.Tensor, height: number, width: number): tf.Tensor {
  const [left, right, top, bottom] = boxes.split(4, 1).map(perPicture) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const x = tf.range(0, width).reshape([1, 1, width, 1]);
  const y = tf.range(0, height).reshape([1, height, 1, 1]);
  const within = (at: tf.Tensor, from: tf.Tensor, to: tf.Tensor) => at.greaterEqual(from).logicalAnd(at.less(to));
  return within(x, left, right)
    .logicalAnd(within(y, top, bottom))
    .cast('float32');
}

export const randomErasing = augmentation<{ erased: tf.Tensor; boxes: tf.Tensor; fill: tf.Tensor }>((config) => {
  const factor = rangeIn(config, 'factor', false);
  const [smallest, largest] = rangeIn(config, 'scale', false);
  const [low, high] = pairIn(config, 'value_range');
  const value = config.fill_value;
  const given =
    value === null || value === undefined
      ? null
      : typeof value === 'number'
        ? [value]
        : numbersIn(config, 'fill_value');
  return {
    draw: (shape, draws) => {
      const size = sizesOf(shape);
      const area = draws.uniform('area', [size.count, 2], smallest, largest).sqrt();
      const [across, down] = area.split(2, 1).map((part) => part.flatten()) as [tf.Tensor, tf.Tensor];
      const fill = given ? tf.tensor1d(given) : draws.normal('fill', shape).mul(high);
      return {
        erased: draws.chance('erased', [size.count], factor),
        boxes: drawBoxes(draws, size, across, down),
        fill,
      };
    },
    apply: (pictures, { erased, boxes, fill }) => {
      const { height, width } = sizesOf(pictures.shape);
      const inside = insideBoxes(boxes, height, width);
      const filled = pictures.mul(tf.sub(1, inside)).add(fill.clipByValue(low, high).mul(inside));
      return forSome(erased, filled, pictures);
    },
  };
});
