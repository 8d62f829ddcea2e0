import { tf } from '../runtime/tf.ts';
import { sizesOf } from './augmentation.ts';
import { rangeIn } from './config.ts';
import { type MixingDraws, mixingAugmentation } from './mixing.ts';
import { drawBoxes, insideBoxes } from './random_erasing.ts';

export const cutMix = mixingAugmentation<MixingDraws & { boxes: tf.Tensor }>((config) => {
  const [least, most] = rangeIn(config, 'factor', false);
  return {
    draw: (shape, draws) => {
      const size = sizesOf(shape);
      // One for the whole batch, as in Keras.
      const alpha = draws.uniform('alpha', [1], least, most).add(1e-6).tile([size.count]);
      const side = tf.sub(1, draws.beta('share', [size.count], alpha)).sqrt();
      const boxes = drawBoxes(draws, size, side, side);
      const [left, right, top, bottom] = boxes.split(4, 1).map((edge) => edge.flatten()) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const cut = right
        .sub(left)
        .mul(bottom.sub(top))
        .div(size.width * size.height);
      return { order: draws.order('order', size.count), share: tf.sub(1, cut), boxes };
    },
    apply: (pictures, { order, boxes }) => {
      const { height, width } = sizesOf(pictures.shape);
      const inside = insideBoxes(boxes, height, width);
      return pictures.mul(tf.sub(1, inside)).add(tf.gather(pictures, order.cast('int32')).mul(inside));
    },
  };
});
