import { tf } from '../runtime/tf.ts';
import { type Augmentation, type AugmentationFactory, betweenRanges } from './augmentation.ts';
import { type KerasConfig, pairIn } from './config.ts';
import { only, PlainLayer } from './plain-layer.ts';
import { withoutGradient } from './without-gradient.ts';

const BYTES = [0, 255] as const;

/** Stretches each channel of each picture to the whole range; what is all one value stays. */
function read(config: KerasConfig): Augmentation {
  const range = pairIn(config, 'value_range');
  return {
    draw: () => ({}),
    apply: (pictures) => {
      const bytes = betweenRanges(pictures, range, BYTES);
      const low = bytes.min([1, 2], true);
      const extent = bytes.max([1, 2], true).sub(low);
      const flat = withoutGradient(extent, (x) => x.equal(0));
      const scale = tf.div(255, tf.onesLike(extent).where(flat, extent));
      // In Keras's order: what it rounds beyond the ends is cut off, and has no slope there.
      const stretched = bytes.mul(scale).add(low.neg().mul(scale)).clipByValue(0, 255);
      return pictures.where(flat, betweenRanges(stretched, BYTES, range));
    },
  };
}

/** Acts after training too, as in Keras. */
export const autoContrast: AugmentationFactory = {
  read,
  create: (config, { name }) => {
    const { apply } = read(config);
    return new PlainLayer({ name, compute: (inputs) => apply(only(inputs), {}) });
  },
  stock: () => null,
};
