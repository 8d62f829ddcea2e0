import type { tf } from '../runtime/tf.ts';
import { type Augmentation, type AugmentationFactory, sizesOf } from './augmentation.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { type KerasConfig, numberIn } from './config.ts';
import { Draws } from './draws.ts';
import { affineTransform } from './projective.ts';
import { translations } from './random_translation.ts';
import { resize } from './resizing.ts';
import { middleWindow, smartResize } from './smart-resize.ts';

const FILLING = { mode: 'CONSTANT', value: 0, interpolation: 'NEAREST' };

/** One window for the whole batch, as in Keras. */
function read(config: KerasConfig): Augmentation<{ top: tf.Tensor; left: tf.Tensor }> {
  const [rows, columns] = [numberIn(config, 'height'), numberIn(config, 'width')];
  return {
    draw: (shape, draws) => {
      const { height, width } = sizesOf(shape);
      return {
        top: draws.whole('top', [1], 0, Math.max(height - rows, 0) + 1),
        left: draws.whole('left', [1], 0, Math.max(width - columns, 0) + 1),
      };
    },
    apply: (pictures, { top, left }) => {
      const size = sizesOf(pictures.shape);
      if (size.height > rows && size.width > columns) {
        const moves = translations(left.neg(), top.neg());
        return affineTransform(pictures, moves, FILLING, [rows, columns]);
      }
      // Too small to choose from: Keras starts where the middle would, and resizes what is left from there on.
      const middle = middleWindow(size, { height: rows, width: columns });
      const [high, wide] = [Math.min(rows, size.height - middle.top), Math.min(columns, size.width - middle.left)];
      const cut = pictures.slice([0, middle.top, middle.left, 0], [-1, high, wide, -1]);
      return high === rows && wide === columns ? cut : resize(cut, rows, columns, 'bilinear');
    },
  };
}

export const randomCrop: AugmentationFactory = {
  read: read as AugmentationFactory['read'],
  create: (config, { name, key, position }) => {
    const { draw, apply } = read(config);
    const [height, width] = [numberIn(config, 'height'), numberIn(config, 'width')];
    return new CatalogueLayer('random_crop', config, name, ({ input, training }) =>
      // Keras 3.15 lets pictures of any size through after training, against its documentation, which this follows.
      training ? apply(input, draw(input.shape, new Draws(key, position))) : smartResize(input, height, width),
    );
  },
  stock: () => null,
};
