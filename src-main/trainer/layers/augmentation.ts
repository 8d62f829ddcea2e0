import type { tf } from '../runtime/tf.ts';
import type { KerasConfig } from './config.ts';
import { Draws } from './draws.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

export type Drawn = Readonly<Record<string, tf.Tensor>>;

/** What a layer does to pictures: drawing is apart from applying, so that given draws can be compared with Keras's. */
export interface Augmentation<D extends Drawn = Drawn> {
  /** For a batch of this shape. */
  draw(shape: readonly number[], draws: Draws): D;
  apply(pictures: tf.Tensor, drawn: D): tf.Tensor;
}

export interface AugmentationFactory extends LayerFactory {
  readonly read: (config: KerasConfig) => Augmentation;
}

/** Size of a batch of pictures. */
export function sizesOf(shape: readonly number[]): { count: number; height: number; width: number; channels: number } {
  const [count = 1, height = 1, width = 1, channels = 1] = shape;
  return { count, height, width, channels };
}

/** A layer that changes pictures in training and lets them through otherwise. */
export const augmentation = <D extends Drawn>(read: (config: KerasConfig) => Augmentation<D>): AugmentationFactory => ({
  read: read as (config: KerasConfig) => Augmentation,
  create: (config, { name, key, position }) => {
    const { draw, apply } = read(config);
    return new PlainLayer({
      name,
      compute: (inputs, training) => {
        const pictures = only(inputs);
        return training ? apply(pictures, draw(pictures.shape, new Draws(key, position))) : pictures.clone();
      },
    });
  },
});

/** One value a picture, brought to a shape that broadcasts against pictures. */
export const perPicture = (values: tf.Tensor): tf.Tensor => values.reshape([-1, 1, 1, 1]);

/** `changed` where a draw of the picture is 1, the picture itself where it is 0. */
export const forSome = (chosen: tf.Tensor, changed: tf.Tensor, pictures: tf.Tensor): tf.Tensor =>
  changed.where(perPicture(chosen).greater(0.5), pictures);

/** From one range of values to another. */
export function betweenRanges(
  pictures: tf.Tensor,
  [fromLow, fromHigh]: readonly [number, number],
  [toLow, toHigh]: readonly [number, number],
): tf.Tensor {
  if (fromLow === toLow && fromHigh === toHigh) return pictures;
  return pictures
    .sub(fromLow)
    .div(fromHigh - fromLow)
    .mul(toHigh - toLow)
    .add(toLow);
}
