import type { tf } from '../runtime/tf.ts';
import { sizesOf } from './augmentation.ts';
import { resize } from './resizing.ts';

/** The largest window of a shape's proportions in the middle of a picture, as Keras rounds it. */
export function middleWindow(
  { height, width }: { height: number; width: number },
  { height: rows, width: columns }: { height: number; width: number },
): { top: number; left: number; height: number; width: number } {
  const high = Math.max(Math.min(height, Math.trunc((width * rows) / columns)), 1);
  const wide = Math.max(Math.min(width, Math.trunc((height * columns) / rows)), 1);
  return { top: Math.trunc((height - high) / 2), left: Math.trunc((width - wide) / 2), height: high, width: wide };
}

/** Keras's `smart_resize`: the largest window of the right proportions in the middle, resized. */
export function smartResize(pictures: tf.Tensor, height: number, width: number): tf.Tensor {
  const window = middleWindow(sizesOf(pictures.shape), { height, width });
  const cut = pictures.slice([0, window.top, window.left, 0], [-1, window.height, window.width, -1]);
  return window.height === height && window.width === width ? cut : resize(cut, height, width, 'bilinear');
}
