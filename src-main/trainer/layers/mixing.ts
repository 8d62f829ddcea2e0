import type { tf } from '../runtime/tf.ts';
import { type Augmentation, type AugmentationFactory, augmentation, type Drawn } from './augmentation.ts';
import type { KerasConfig } from './config.ts';
import { Draws } from './draws.ts';

/** For each sample of a batch which other it is mixed with, and how much of its own is left: [count] both. */
export type MixingDraws = Drawn & { readonly order: tf.Tensor; readonly share: tf.Tensor };

/**
 * A layer that mixes each picture with another of its batch, in training. What it does to the targets is drawn again by
 * whoever compares: the same numbers, since they depend on seed, layer and step alone.
 */
export const mixingAugmentation = <D extends MixingDraws>(
  read: (config: KerasConfig) => Augmentation<D>,
): AugmentationFactory => ({
  ...augmentation(read),
  mixing: (config, { key, position }, [, ...sizes]) => {
    const { draw } = read(config);
    return (count) => {
      const { order, share } = draw([count, ...sizes.map((size) => size ?? 1)], new Draws(key, position));
      return { order, share };
    };
  },
});
